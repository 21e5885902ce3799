// Tabs that have no room are moved to the one that is shown; without this, a hand does it.
for (const shown of document.querySelectorAll(".tabs [aria-current]")) {
  const row = shown.closest(".tabs");
  row.scrollLeft += shown.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - shown.offsetWidth) / 2;
}
