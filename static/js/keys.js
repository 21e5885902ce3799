// One key does what a button does: what has data-key is pressed, or opened so that its first field can be typed in.
// Keys that are typed into a field, held down, or meant for the browser are left alone.
const TYPED_IN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target instanceof Element && event.target.closest(TYPED_IN)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!wanted) return;
  event.preventDefault();
  const details = wanted.matches("summary") ? wanted.parentElement : null;
  if (!details) {
    wanted.focus();
    wanted.click();
    return;
  }
  details.open = true;
  (details.querySelector("input, select, textarea") ?? wanted).focus();
});

// Whoever has typed enough leaves the field with Escape, and keys decide again.
document.addEventListener("keydown", (event) => {
  const details = event.target instanceof Element ? event.target.closest("details.way, details.group") : null;
  if (event.key !== "Escape" || !details) return;
  details.open = false;
  details.querySelector("summary").focus();
});
