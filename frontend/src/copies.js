// Offers the words that an earlier page could not send and that cannot be put into the text.
import { h, newId } from "./dom.js";
import { COPIES } from "./messages.js";

export function offerCopies(region, provider) {
  const box = h("div", { class: "editor__copies" });
  region.after(box);
  let shown = null;
  provider.addEventListener("change", () => {
    if (provider.copies === shown) return;
    shown = provider.copies;
    box.replaceChildren(...shown.map(offer));
  });
}

function offer({ words, forget }) {
  const id = newId("kept");
  const remove = async () => {
    await forget();
    element.remove();
  };
  const element = h("div", { class: "editor__copy editor__copy--kept" },
    h("label", { for: id }, COPIES.about),
    h("textarea", { id, readonly: true, rows: 4, "data-kept-copy": true }, words),
    h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", onclick: remove }, COPIES.forget));
  return element;
}
