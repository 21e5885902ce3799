// Puts the question that fits the chosen answer first, and away what does not apply. The words of the questions are the
// stylesheet's to choose.

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

  const fit = () => {
    const { kind = "" } = form.querySelector("[name=choice]:checked")?.dataset ?? {};
    const searched = SEARCHED.has(kind);
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
