// Sends along with the form what the firm's website knows of the visit. Without this, the form's own address and the
// page before it serve.

import { cameFromASearch } from "./search.js";

export function carry(visit) {
  for (const form of document.querySelectorAll("form[data-asks-further]")) {
    let field = form.elements.visit;
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = "visit";
      form.append(field);
    }
    field.value = visit;
    if (isFromASearch(visit)) form.dataset.cameFrom = "search";
  }
}

function isFromASearch(visit) {
  try {
    const { last, first } = JSON.parse(visit);
    return cameFromASearch(last ?? first);
  } catch {
    return false;
  }
}

// A link on the website hands the visit over behind the #, which no server and no next page ever sees.
const HANDED_OVER = "#whence=";

if (location.hash.startsWith(HANDED_OVER)) {
  try {
    carry(decodeURIComponent(location.hash.slice(HANDED_OVER.length)));
  } catch {
    // Cut off on its way: then it is as if there had been none.
  }
  history.replaceState(history.state, "", location.pathname + location.search);
}
