import "./scrollable-tables.js";

// Select2 builds its box beside the field and forgets the field's label.
function nameBoxes() {
  for (const field of document.querySelectorAll("select.admin-autocomplete")) {
    const name = field.labels[0]?.textContent.trim() || field.getAttribute("aria-label");
    const box = field.parentElement.querySelector(".select2-selection");
    for (const part of [box, box?.querySelector("[role=textbox]")]) {
      if (part && name) part.setAttribute("aria-label", name);
    }
  }
}

window.addEventListener("load", () => window.django?.jQuery(nameBoxes)); // after Select2's own turn
document.addEventListener("formset:added", () => setTimeout(nameBoxes));
