import { hashOf } from "./route.ts";

/** What single keys do, where nobody is writing. */
export function listenToKeys(): void {
  document.addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    if (isCommand || isWriting(event.target) || document.querySelector("dialog[open]") !== null)
      return;
    if (!act(event.key)) return;
    event.preventDefault();
  });
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

/** False where the key means nothing here. */
function act(key: string): boolean {
  switch (key) {
    case "/":
      return toSearch();
    case "j":
      return moveBy(1);
    case "k":
      return moveBy(-1);
    case "b":
      return click("to-first-bad");
    case "[":
      return click("previous");
    case "]":
      return click("next");
    case "?":
      return openKeys();
    default:
      return false;
  }
}

function toSearch(): boolean {
  const box = document.getElementById("search");
  if (box === null) location.hash = hashOf("cases");
  box?.focus();
  return true;
}

function moveBy(by: 1 | -1): boolean {
  const steps = [...document.querySelectorAll<HTMLElement>("details.step > summary")];
  if (steps.length === 0) return false;
  const focused = steps.findIndex((step) => step === document.activeElement);
  const next = focused === -1 ? (by === 1 ? 0 : steps.length - 1) : focused + by;
  steps[Math.min(steps.length - 1, Math.max(0, next))]?.focus();
  return true;
}

function click(id: string): boolean {
  const element = document.getElementById(id);
  element?.click();
  return element !== null;
}

function openKeys(): boolean {
  const dialog = document.getElementById("keys");
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
  return true;
}
