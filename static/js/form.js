// Asks further in the words that fit the chosen answer. Without this, the page asks in words that fit all of them.

const SEARCHED = new Set(["search engine"]);
const CANNOT_BE_THANKED = new Set([
  "search engine",
  "AI assistant",
  "social network",
  "local listing",
  "website",
  "advertisement",
]);

for (const form of document.querySelectorAll("form[data-asks-further]")) {
  const part = (name) => form.elements[name].closest(".field");
  const label = (name) => part(name).querySelector("label").firstChild;
  const first = { answer: label("answer").data, searched: label("searched").data };

  const fit = () => {
    const { ask = "", kind = "" } = form.querySelector("[name=choice]:checked")?.dataset ?? {};
    const searched = SEARCHED.has(kind);
    label("answer").data = `${searched ? form.dataset.asksFurther : ask || first.answer} `;
    label("searched").data = `${(searched && ask) || first.searched} `;
    // The question that fits comes first, so that reading, tabbing and looking go the same way.
    if (searched) part("answer").before(part("searched"));
    else part("answer").after(part("searched"));
    // What has been filled in is never hidden: it would be sent unseen.
    // (What was searched for is asked by the stylesheet, where the choice or the visit says search.)
    part("may_tell").hidden = CANNOT_BE_THANKED.has(kind) && !form.elements.may_tell.checked;
  };

  form.addEventListener("change", (event) => {
    if (event.target.name === "choice") fit();
  });
  // A page that comes back from the browser's memory has its choice ticked already.
  addEventListener("pageshow", fit);
}
