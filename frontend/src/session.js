// The sign-in of this page: its security token, and how to get a fresh one after signing in again
// in another tab (Django changes the token at every sign-in).
const FIELD = "[name=csrfmiddlewaretoken]";

export class Session {
  constructor(user) {
    this.user = user; // whoever the page was made for; nothing is sent in somebody else's name
  }

  token = () => document.querySelector(FIELD)?.value ?? "";

  // Resolves to ok, sign-in, other-person or away.
  renew = async () => {
    try {
      const response = await fetch(location.href, { redirect: "manual", cache: "no-store" });
      if (response.type === "opaqueredirect" || response.status === 401) return "sign-in";
      if (!response.ok) return "away";
      return this.#adopt(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      return "away";
    }
  };

  #adopt(page) {
    const token = page.querySelector(FIELD)?.value;
    if (!token) return "sign-in";
    if (page.querySelector("section-editor")?.dataset.user !== this.user) return "other-person";
    document.querySelectorAll(FIELD).forEach((field) => { field.value = token; });
    return "ok";
  }
}
