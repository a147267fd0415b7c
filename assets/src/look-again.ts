// A page that changes while someone watches it (replies from groups, who is due): it looks again by itself, unless they say not to or are typing.

const KEY = "quilt-look-again";

/** Whether someone is in the middle of something that loading the page again would lose. */
function busy(): boolean {
  return document.hidden || document.activeElement?.matches("input:not([type=checkbox]), textarea, select") === true;
}

/** Shows the box that turns looking again off, remembers it for this tab, and looks again while it is on. */
export function lookAgain(root: HTMLElement): void {
  const label = root.querySelector("label");
  const box = root.querySelector("input");
  const seconds = Number(root.dataset.seconds);
  if (!label || !box || !(seconds > 0)) return;
  label.hidden = false;
  box.checked = sessionStorage.getItem(KEY) !== "off";
  box.addEventListener("change", () => sessionStorage.setItem(KEY, box.checked ? "on" : "off"));
  setInterval(() => {
    if (box.checked && !busy()) location.reload();
  }, seconds * 1000);
}
