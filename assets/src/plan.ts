// A plan: each slider answers as it moves. What is assumed stands in the form; what follows from it is asked of the server, which has it ready in a
// moment, and put in its place. The address says what is on the screen.

/** How long after the last move it is asked, and how often it is looked again while more draws come, in milliseconds. */
const SETTLE = 180;
const AGAIN = 1200;

const PARTS = ["plan-now", "plan-rest"];

export function plan(root: HTMLElement): void {
  const form = root.querySelector("form");
  const at = root.dataset.at;
  if (!form || !at) return;
  let timer = 0;
  let asked: AbortController | undefined;

  root.classList.add("q-plan--live");

  for (const slider of form.querySelectorAll<HTMLInputElement>("input[type=range]")) {
    const box = document.getElementById(slider.dataset.for ?? "") as HTMLInputElement | null;
    if (!box) continue;
    slider.hidden = false;
    slider.addEventListener("input", () => {
      box.value = String(Number(slider.value));
      later(SETTLE);
    });
    box.addEventListener("input", () => {
      const number = Number(box.value.replace(/[£%,\s]/g, ""));
      if (box.value.trim() && Number.isFinite(number)) slider.value = String(number);
      later(3 * SETTLE);
    });
  }

  // A step beside a post, taken here.
  for (const step of form.querySelectorAll<HTMLButtonElement>("button[name=nudge]")) {
    step.addEventListener("click", (event) => {
      const [field, by] = step.value.split("~");
      const box = form.elements.namedItem(field) as HTMLInputElement | null;
      const value = Number(box?.value);
      if (!box || !Number.isFinite(value)) return;
      event.preventDefault();
      box.value = String(Math.max(0, Math.round((value + Number(by)) * 100) / 100));
      box.dispatchEvent(new Event("input"));
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    later(0);
  });

  /** What differs from the plan as it is kept, and nothing else. */
  function state(): string {
    const query = new URLSearchParams();
    for (const box of form!.elements) {
      if (!isNumber(box)) continue;
      const moved = box.value.trim() !== "" && box.value.trim() !== box.dataset.base;
      if (moved) query.set(box.name, box.value.trim());
      const was = document.getElementById(`${box.name}-was`);
      if (was) was.hidden = !moved;
    }
    return query.toString();
  }

  function later(milliseconds: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(ask, milliseconds);
  }

  async function ask(): Promise<void> {
    const query = state();
    asked?.abort();
    asked = new AbortController();
    root.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${at}/so-far?${query}`, { signal: asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      put(await answer.text());
      const kept = now()?.dataset.query ?? query;
      history.replaceState(null, "", kept ? `${at}?${kept}` : at!);
      carry(kept);
    } catch (error) {
      if ((error as Error).name === "AbortError") return;
      // The server is away for a moment: what is on the screen stays, and it is asked again.
      later(4 * AGAIN);
    } finally {
      root.removeAttribute("aria-busy");
    }
    watch();
  }

  /** Looks again while more draws come. */
  function watch(): void {
    if (now()?.dataset.state !== "whole") later(AGAIN);
  }

  /** Whatever leads on leads on with this state. */
  function carry(query: string): void {
    for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-plan-to]")) link.href = query ? `${link.dataset.planTo}?${query}` : link.dataset.planTo!;
    for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-plan-compare]")) link.href = link.dataset.planCompare + encodeURIComponent(query);
    for (const field of document.querySelectorAll<HTMLInputElement>("[data-plan-state]")) field.value = query;
  }

  watch();
}

function now(): HTMLElement | null {
  return document.getElementById("plan-now");
}

function isNumber(element: Element): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.type === "text" && element.name !== "";
}

/** Puts the new parts where the old ones were; what was opened stays open, and whoever stood in one keeps their place. */
function put(html: string): void {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const id of PARTS) {
    const [old, part] = [document.getElementById(id), fresh.getElementById(id)];
    if (!old || !part) continue;
    const open = [...old.querySelectorAll("details")].map((it) => it.open);
    const all = part.querySelectorAll("details");
    if (all.length === open.length) all.forEach((it, n) => (it.open = open[n]));
    const focused = old.contains(document.activeElement) ? [...old.querySelectorAll(FOCUS)].indexOf(document.activeElement!) : -1;
    old.replaceWith(part);
    if (focused >= 0) (part.querySelectorAll<HTMLElement>(FOCUS)[focused] ?? part).focus?.({ preventScroll: true });
  }
}

const FOCUS = "a[href], summary, [tabindex]";

for (const root of document.querySelectorAll<HTMLElement>('[data-module="quilt-plan"]')) plan(root);
