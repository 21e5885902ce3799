// Tabs that have no room are moved to the one that is shown, and to the one that the keyboard has come to; without this,
// a hand does it.
function show(tab) {
  const row = tab.closest(".tabs");
  row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - tab.offsetWidth) / 2;
}
for (const tab of document.querySelectorAll(".tabs [aria-current]")) show(tab);
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".tabs a:focus-visible")) show(event.target);
});
