// Builds an element: h("button", { type: "button", onclick: run }, "保存").
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

let last = 0;

// A fresh id, for labels that point at their field.
export function newId(name) {
  last += 1;
  return `editor-${name}-${last}`;
}
