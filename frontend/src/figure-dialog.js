// Choosing a picture, from a file or from the photos of the visits, and saying what it shows.
import { h, newId } from "./dom.js";
import { FormDialog } from "./form-dialog.js";
import { STRUCTURE } from "./messages.js";
import { insertBlock, selected, withoutNumber } from "./structure.js";
import { newTargetId } from "./targets.js";

const WORDS = STRUCTURE.figure;

export class FigureDialog {
  constructor(structure) {
    Object.assign(this, { structure, editor: structure.editor, pictures: structure.pictures });
    this.node = selected(this.editor, "figure");
  }

  open() {
    const { alt, caption, source, width = 100 } = this.node?.attrs ?? {};
    const widths = [100, 75, 50, 25].map((percent) => [percent, WORDS.widths[percent]]);
    this.photos = h("div", { class: "photo-choices", role: "group", "aria-label": WORDS.photos });
    this.form = new FormDialog({
      host: this.structure.host,
      title: this.node ? WORDS.editTitle : WORDS.title,
      action: this.node ? WORDS.save : WORDS.action,
      fields: [
        { name: "file", label: this.node ? WORDS.otherFile : WORDS.file, kind: "file", accept: ".jpg,.jpeg,.png", help: WORDS.fileHelp },
        { name: "alt", label: WORDS.alt, kind: "textarea", rows: 2, value: alt ?? "", help: WORDS.altHelp, required: true, missing: WORDS.altMissing },
        { name: "caption", label: WORDS.caption, help: STRUCTURE.captionHelp, value: caption ?? "" },
        { name: "source", label: STRUCTURE.source, help: STRUCTURE.sourceHelp, value: source ?? "" },
        { name: "width", label: WORDS.width, kind: "select", value: width, options: widths },
      ],
      submit: (values) => this.#submit(values),
      onClose: () => this.structure.back(),
    });
    this.form.field("file").element.after(this.photos);
    this.#offerPhotos();
  }

  async #offerPhotos() {
    const photos = await this.pictures.photos();
    if (!photos?.length) return;
    this.photos.append(h("p", {}, WORDS.photos), ...photos.map((photo) => this.#photo(photo)));
  }

  #photo({ id, url, alt, visit, mayBePublished }) {
    const inputId = newId("photo");
    const choose = () => {
      this.photo = id;
      const field = this.form.field("alt");
      if (!field.value) field.input.value = alt;
    };
    const warning = mayBePublished ? null : h("span", { class: "chip", "data-tone": "warn" }, WORDS.noConsent);
    return h("div", { class: "photo-choice" },
      h("input", { type: "radio", name: "photo", id: inputId, onchange: choose }),
      h("label", { for: inputId }, h("img", { src: url, alt: "", loading: "lazy" }), h("span", {}, `${alt}（${visit}）`), warning));
  }

  async #submit({ file, alt, caption, source, width }) {
    let { picture = null, id } = this.node?.attrs ?? {};
    if (file || this.photo) {
      const answer = await this.pictures.add(file ? { file } : { photo: this.photo });
      if (answer.message) return answer.message;
      picture = answer.id;
    }
    if (picture === null) return WORDS.noPicture;
    const attrs = { id: id ?? newTargetId(), picture, alt, caption: withoutNumber(caption), source: source || null, width: Number(width) };
    this.structure.pending = () => {
      if (this.node) this.editor.commands.updateAttributes("figure", attrs);
      else insertBlock(this.editor, { type: "figure", attrs });
    };
    return null;
  }
}
