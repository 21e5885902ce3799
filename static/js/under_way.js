// What is under way is asked for again now and then, and put where it stood, as long as somebody looks at the page.
// Without this a link beside it does the same. A part in which somebody has the focus is left until they go on.
const EVERY = 15_000;
const PARTS = "[data-under-way]";

const told = document.createElement("p");
told.className = "hidden";
told.setAttribute("role", "status");
document.querySelector("main").append(told);

const timer = setInterval(async () => {
  if (document.visibilityState !== "visible") return;
  let page;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    // Without a network it is tried again the next time.
    return;
  }
  for (const part of document.querySelectorAll(PARTS)) put(part, page.getElementById(part.id));
  if (!page.querySelector(PARTS)) clearInterval(timer);
}, EVERY);

function put(part, now) {
  // Whoever was signed out meanwhile is shown another page, which has no such part.
  if (!now || part.contains(document.activeElement)) return;
  const said = (shown) => shown.querySelector("[data-said]")?.textContent.trim() ?? "";
  if (said(now) !== said(part)) told.textContent = said(now);
  part.replaceWith(document.adoptNode(now));
}
