// The custom element: shows the server's text until the shared document is here.
export class SectionEditor extends HTMLElement {}
