// Sends along with the form what the firm's website knows of the visit. Without this, the form's own address and the
// page before it serve.

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
    if (cameFromASearch(visit)) form.dataset.cameFrom = "search";
  }
}

// The server knows all search engines when the form arrives; here the commonest are enough to ask what was searched for.
const ENGINE = /(^|\.)(google|bing|yahoo|duckduckgo|ecosia|yandex|baidu|naver|qwant|startpage|seznam|ask|aol)\.[a-z]{2,3}(\.[a-z]{2})?$/;

function cameFromASearch(visit) {
  try {
    const { last, first } = JSON.parse(visit);
    return ENGINE.test(new URL((last ?? first).ref).hostname);
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
