// What a script adds to finding: the list follows what one types, a button asks the device where it is, ticks travel along, and streets come under the map where a source of them is set. Without it, everything works by pressing Find.

/** How long typing must rest before the list is asked for, in milliseconds. */
const REST = 300;

const form = document.querySelector<HTMLFormElement>('[data-module="quilt-find"] form');
const found = document.getElementById("found");
const said = document.getElementById("found-said");

/** A part of this program that is only loaded when it is wanted. */
const load = (name: string) => import(new URL(name, import.meta.url).href + new URL(import.meta.url).search);

let asking: AbortController | undefined;
let timer = 0;

/** The address of what stands in the form; empty fields are left out. */
function address(of: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(of)) if (typeof value === "string" && value.trim()) query.append(name, value);
  return `${of.getAttribute("action")}?${query}`;
}

/** Asks for the same page again and puts its list in place of this one. */
async function look(): Promise<void> {
  if (!form || !found) return;
  const to = address(form);
  if (to === location.pathname + location.search) return;
  asking?.abort();
  const mine = (asking = new AbortController());
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(to, { signal: mine.signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.getElementById("found");
    if (!answer.ok || !news) return;
    // The room the list had stays, so that nothing below it jumps while it changes.
    found.style.minHeight = `${found.offsetHeight}px`;
    found.replaceChildren(...news.childNodes);
    found.style.minHeight = "";
    history.replaceState(null, "", to);
    if (said) said.textContent = found.querySelector("h2")?.textContent ?? "";
    begin();
  } catch (error) {
    if (!mine.signal.aborted) console.error(error);
  } finally {
    if (asking === mine) found.removeAttribute("aria-busy");
  }
}

/** A tick goes into the question above and into every address of the list, so that neither loses it. */
function carry(): void {
  if (!form || !found) return;
  const chosen = [...found.querySelectorAll<HTMLInputElement>('form[action="/find/sheet"] input[name="sheet"]')]
    .filter((box) => box.type === "hidden" || box.checked)
    .map((box) => box.value);
  form.querySelectorAll('input[name="sheet"]').forEach((field) => field.remove());
  for (const value of chosen) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "sheet", value }));
  for (const link of found.querySelectorAll<HTMLAnchorElement>('a[href^="/find?"], a[href^="/find/sheet?"]')) {
    const url = new URL(link.href);
    url.searchParams.delete("sheet");
    for (const value of chosen) url.searchParams.append("sheet", value);
    link.href = url.pathname + url.search;
  }
  const here = new URL(location.href);
  here.searchParams.delete("sheet");
  for (const value of chosen) here.searchParams.append("sheet", value);
  history.replaceState(null, "", here.pathname + here.search + here.hash);
}

/** Where the device is, to about half a mile: that is near enough, and says no more than it must. */
function nearMe(button: HTMLButtonElement): void {
  const field = form?.querySelector<HTMLInputElement>("#near");
  if (!field || !navigator.geolocation) return;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.textContent = button.dataset.looking ?? words;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.textContent = words;
        field.value = `${coords.latitude.toFixed(2)}, ${coords.longitude.toFixed(2)}`;
        form?.requestSubmit();
      },
      () => {
        button.textContent = button.dataset.failed ?? words;
        if (said) said.textContent = button.textContent;
        field.focus();
      },
      { maximumAge: 300_000, timeout: 15_000 },
    );
  });
}

/** What has to be done whenever the list is new. */
function begin(): void {
  found?.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="sheet"]').forEach((box) => box.addEventListener("change", carry));
  const map = found?.querySelector<HTMLElement>('[data-module="quilt-map"][data-map]');
  if (!map) return;
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    void load("map.js").then((streets: { draw: (root: HTMLElement) => void }) => streets.draw(map));
  }).observe(map);
}

if (form && found) {
  const soon = (wait: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(), wait);
  };
  form.addEventListener("input", (event) => soon((event.target as HTMLElement).matches("input:not([type=checkbox])") ? REST : 0));
  document.querySelectorAll<HTMLButtonElement>('[data-module="quilt-near-me"]').forEach(nearMe);
  begin();
}
