// The script: what nhsuk-frontend's components add to pages that already work without it, and looking again at a page that changes.
import { Button } from "nhsuk-frontend/dist/nhsuk/components/button/button.mjs";
import { CharacterCount } from "nhsuk-frontend/dist/nhsuk/components/character-count/character-count.mjs";
import { Checkboxes } from "nhsuk-frontend/dist/nhsuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "nhsuk-frontend/dist/nhsuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "nhsuk-frontend/dist/nhsuk/components/notification-banner/notification-banner.mjs";
import { PasswordInput } from "nhsuk-frontend/dist/nhsuk/components/password-input/password-input.mjs";
import { Radios } from "nhsuk-frontend/dist/nhsuk/components/radios/radios.mjs";
import { Scroll } from "nhsuk-frontend/dist/nhsuk/components/scroll/scroll.mjs";
import { SkipLink } from "nhsuk-frontend/dist/nhsuk/components/skip-link/skip-link.mjs";
import { lookAgain } from "./look-again";
import { welsh } from "./welsh";

// The style sheet hides conditional questions only once this says that a script is here to show them.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

const words = document.documentElement.lang === "cy" ? welsh : {};

for (const Component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  Scroll,
  SkipLink,
]) {
  for (const root of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    try {
      new Component(root, words[Component.moduleName]);
    } catch (error) {
      // One component that cannot start must not stop the rest: the page works without it.
      console.error(error);
    }
  }
}

// A radio button has no "expanded" in ARIA: what it shows comes right after it, and is found there.
for (const radio of document.querySelectorAll("input[type=radio][aria-controls]")) {
  const quiet = () => radio.removeAttribute("aria-expanded");
  new MutationObserver(quiet).observe(radio, { attributeFilter: ["aria-expanded"] });
  quiet();
}

for (const root of document.querySelectorAll<HTMLElement>('[data-module="quilt-refresh"]')) lookAgain(root);

// What only some pages have is a file of its own.
for (const name of ["find", "plan"]) {
  if (!document.querySelector(`[data-module="quilt-${name}"]`)) continue;
  const here = new URL(import.meta.url);
  void import(new URL(`${name}.js`, here).href + here.search);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-module="quilt-print"]')) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
