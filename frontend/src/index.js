// Defines <section-editor>, the text of one section that several people write at once.
import { SectionEditor } from "./section-editor.js";

customElements.define("section-editor", SectionEditor);
