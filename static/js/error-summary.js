// Moves the focus to the summary after a form came back with errors.
document.querySelector("[data-autofocus]")?.focus();
