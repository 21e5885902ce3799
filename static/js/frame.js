// In a frame: tells the website around how tall the form is and when it was sent, and takes over what that website says
// of the visit. It listens and speaks only to this site itself and to those that the firm has listed for the form.
import { carry } from "./visit.js";

const VERSION = 1;
const PREFILLED = ["name", "email", "phone", "company", "need"];
const LONGEST = 500;

const place = document.querySelector("[data-sites]");
const listed = (place?.dataset.sites ?? "").split(" ").filter(Boolean);
let website = "";

// The same rules as those by which the browser let the website hold the frame.
const fits = (site, origin) => {
  const [before, below] = site.split("*");
  return below ? origin.startsWith(before) && origin.endsWith(below) && origin.length > site.length - 1 : origin === site;
};

const isAllowed = (origin) =>
  origin !== "null" &&
  (origin === location.origin ||
    listed.some((site) => fits(site, origin) || fits(site.replace(/^http:/, "https:"), origin)));

const say = (type, more) => {
  if (website) parent.postMessage({ whence: VERSION, type, ...more }, website);
};

const height = () => Math.ceil(document.body.getBoundingClientRect().height);

const prefill = (values) => {
  // Only an untouched form: in one that came back, what is empty was emptied.
  if (document.querySelector("[role=alert]")) return;
  for (const name of PREFILLED) {
    const field = document.querySelector(`form [name=${name}]`);
    const value = values?.[name];
    if (field && !field.value && typeof value === "string") field.value = value.slice(0, LONGEST);
  }
};

if (parent !== window) {
  // Some browsers say by themselves who is around; elsewhere the first message does.
  const around = location.ancestorOrigins?.[0] ?? "null";
  if (isAllowed(around)) website = around;
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || !isAllowed(origin) || data?.whence !== VERSION || data.type !== "hello") return;
    website = origin;
    if (typeof data.visit === "string" && data.visit) carry(data.visit);
    prefill(data.fill);
    const sent = document.querySelector("[data-submitted]") ? place.dataset.framed : "";
    const { backgroundColor: paper, color: ink } = getComputedStyle(document.body);
    say("ready", { height: height(), submitted: sent, paper, ink });
  });
  new ResizeObserver(() => say("height", { height: height() })).observe(document.body);
  // A key that is pressed in here never reaches the dialog around.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) say("escape");
  });
  // In the frame of another site a browser refuses to set the focus by itself.
  document.querySelector("[data-takes-focus]")?.focus({ preventScroll: true });
}
