// <section-editor>: shows the server's text until the shared document is here, then the editor.
//
// Attributes: data-sync-url, data-epoch, data-schema, data-can-write, data-why, data-can-comment,
// data-threads-url, data-entries-url, data-labels-url, data-pictures-url, data-picture-url, data-label, data-user.
// Regions inside: [data-people], [data-toolbar], [data-fallback], [data-editor], [data-length], [data-status],
// [data-threads].
// For tests: `ready` resolves when the text is shown, `settled()` when all of it is acknowledged.
import * as Y from "yjs";
import { CitationDialog } from "./citation-dialog.js";
import { Company } from "./company.js";
import { offerCopies } from "./copies.js";
import { Labels } from "./labels.js";
import { LengthLine } from "./length.js";
import { Pace } from "./pace.js";
import { watchPage } from "./page-events.js";
import { Pictures } from "./pictures.js";
import { Provider } from "./provider.js";
import { Requests } from "./requests.js";
import { Session } from "./session.js";
import { Sources } from "./sources.js";
import { Structure } from "./structure.js";
import { StatusLine } from "./status.js";
import { createEditor } from "./create-editor.js";
import { ThreadsApi } from "./threads-api.js";
import { ThreadsPanel } from "./threads.js";
import { Toolbar } from "./toolbar.js";
import { UnsentStore } from "./unsent-store.js";

const FIELD = "body"; // the name of the text in the shared document

export class SectionEditor extends HTMLElement {
  ready = new Promise((resolve) => { this.reportReady = resolve; });

  connectedCallback() {
    const { syncUrl, epoch, schema, user, why } = this.dataset;
    this.doc = new Y.Doc();
    this.session = new Session(user);
    this.requests = new Requests({ token: this.session.token });
    this.provider = new Provider({
      doc: this.doc,
      url: syncUrl,
      epoch: Number(epoch),
      schema: Number(schema),
      requests: this.requests,
      renew: this.session.renew,
      store: new UnsentStore({ user, text: syncUrl, epoch: Number(epoch), page: String(this.doc.clientID) }),
      isBusy: () => this.editor?.view.composing ?? false,
      pace: new Pace({ isHidden: () => document.hidden }),
    });
    this.provider.why = why ?? "";
    this.status = new StatusLine(this.#region("status"), this.provider, this.doc.getXmlFragment(FIELD));
    this.provider.addEventListener("change", () => this.#follow());
    offerCopies(this.#region("status"), this.provider);
    this.unwatch = watchPage(this.provider);
    this.provider.run();
  }

  disconnectedCallback() {
    this.unwatch();
    window.removeEventListener("focus", this.#look);
    this.status.stop();
    this.length?.stop();
    this.api?.stop();
    this.company?.stop();
    this.provider.pace.stop();
    this.editor?.destroy();
    this.doc.destroy();
  }

  // Resolves when everything typed so far is acknowledged by the server.
  settled() {
    const { provider } = this;
    return new Promise((resolve) => {
      const look = () => {
        if (!provider.isLoaded || provider.unsent) return;
        provider.removeEventListener("change", look);
        resolve();
      };
      provider.addEventListener("change", look);
      look();
    });
  }

  // The editor begins only when the whole document has arrived: nothing can be written before.
  #follow() {
    const { isLoaded, isOver, canWrite } = this.provider;
    if (!isLoaded) return;
    const mayWrite = canWrite && !isOver;
    if (!this.editor) this.#begin();
    if (this.mayWrite === mayWrite) return;
    this.mayWrite = mayWrite;
    this.editor.setEditable(mayWrite, false);
    this.editor.view.dom.setAttribute("aria-readonly", String(!mayWrite));
    this.toolbar.show({ canWrite: mayWrite });
  }

  #begin() {
    const { entriesUrl, labelsUrl, picturesUrl, pictureUrl, label } = this.dataset;
    const sources = new Sources(entriesUrl, this.requests);
    this.labels = new Labels(labelsUrl, this.requests);
    this.editor = createEditor(this.#region("editor"), {
      fragment: this.doc.getXmlFragment(FIELD),
      sources,
      labels: this.labels,
      pictureUrl: (picture) => (picture ? pictureUrl.replace(/0\/$/, `${picture}/`) : null),
      onOpen: () => structure.edit(),
      label,
      onComposed: () => this.#afterComposition(),
      onLeaveToToolbar: () => this.toolbar.focus(),
      onPickThread: (id) => this.threads?.choose(id),
    });
    const dialog = new CitationDialog(this, this.editor, sources);
    const pictures = new Pictures(picturesUrl, this.requests, this.session);
    const structure = new Structure(this, this.editor, { labels: this.labels, pictures });
    this.#beginThreads();
    this.toolbar = new Toolbar(this.#region("toolbar"), this.editor, {
      structure,
      cite: () => dialog.open(),
      comment: this.dataset.canComment === "true" && this.threads && (() => this.threads.form.open()),
    });
    const length = this.#region("length");
    if (length) this.length = new LengthLine(length, this.editor);
    sources.load();
    this.labels.load();
    window.addEventListener("focus", this.#look);
    this.#beginCompany();
    this.#region("fallback")?.remove();
    this.classList.add("is-ready");
    this.reportReady(this);
  }

  // Other sections may have moved on meanwhile.
  #look = () => this.labels.load();

  #beginCompany() {
    const { doc, editor, provider, requests } = this;
    const { user } = this.dataset;
    const fragment = doc.getXmlFragment(FIELD);
    this.company = new Company({ region: this.#region("people"), editor, provider, requests, fragment, user });
  }

  #afterComposition() {
    this.provider.deliver();
    this.company.show();
  }

  #beginThreads() {
    const { threadsUrl, canComment } = this.dataset;
    const region = this.#region("threads");
    if (!threadsUrl || !region) return;
    this.api = new ThreadsApi(threadsUrl, this.requests, this.session);
    this.threads = new ThreadsPanel(region, this.editor, this.api, { canComment: canComment === "true" });
    this.api.start();
  }

  #region(name) {
    return this.querySelector(`[data-${name}]`);
  }
}
