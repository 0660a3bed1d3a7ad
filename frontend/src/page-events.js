// What the browser tells us about the page, handed to the provider.
export function watchPage(provider) {
  const onVisibility = () => (document.hidden ? provider.flush() : provider.pace.atOnce());
  const onHide = () => provider.flush();
  const onBack = () => provider.pace.atOnce();
  const onLeave = (event) => {
    if (provider.unsent) event.preventDefault();
  };
  const listeners = [
    [document, "visibilitychange", onVisibility],
    [window, "pagehide", onHide],
    [window, "online", onBack],
    [window, "focus", onBack],
    [window, "beforeunload", onLeave],
  ];
  listeners.forEach(([target, name, listener]) => target.addEventListener(name, listener));
  return () =>
    listeners.forEach(([target, name, listener]) => target.removeEventListener(name, listener));
}
