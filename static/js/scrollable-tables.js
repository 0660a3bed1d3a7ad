// Lets a table that is wider than the window be scrolled by keyboard: <div class="table-wrap">,
// and the tables of rows in the admin.
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const overflows = target.scrollWidth > target.clientWidth;
    target.toggleAttribute("data-overflows", overflows);
    if (!overflows) {
      target.removeAttribute("tabindex");
      continue;
    }
    target.setAttribute("tabindex", "0");
    target.setAttribute("role", "region");
    target.setAttribute("aria-label", target.querySelector("caption, h2")?.textContent.trim() ?? "表");
  }
});
for (const wrap of document.querySelectorAll(".table-wrap, .inline-group .tabular")) observer.observe(wrap);
