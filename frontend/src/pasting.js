// What other programs put on the clipboard, before the editor reads it. Our CSP switches inline
// styles off, so a <b> that is made normal by its style would turn everything bold.
const NORMAL_BOLD = /<b\b[^>]*font-weight:\s*normal[^>]*>/gi; // Google Docs wraps its text in one
const TAG = /<[^>]+>/g;
const STYLE = /\sstyle\s*=\s*("[^"]*"|'[^']*')/gi;

export function tidyPasted(html) {
  return html.replace(NORMAL_BOLD, "<span>").replace(TAG, (tag) => tag.replace(STYLE, ""));
}
