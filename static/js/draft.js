// The editor of a form saves by itself after a pause in typing, and its buttons do their work without a new page.
// What is sent is always the whole form; without this each button does the same with a new page.

const PAUSE_MS = 1200;

const editor = document.getElementById("editor");
const said = document.getElementById("said");
let timer;
let busy = null;
let passing = false;

const form = () => editor.querySelector("form[data-draft]");

const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(() => (busy ? wait() : (busy = save().finally(() => (busy = null)))), PAUSE_MS);
};

const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

const isEditor = (page) => Boolean(page.querySelector("form[data-draft]"));

// The page that answers a form, and whether it was kept. Throws a TypeError where there is no connection.
async function sent(words) {
  const post = async () => {
    const answer = await fetch(form().action, { method: "POST", body: words });
    return [await read(answer), answer.ok];
  };
  const answered = await post();
  // A page belongs to a sign-in. Whoever has signed in anew since it was opened goes on with what they typed.
  if (isEditor(answered[0]) || !(await isSignedIn())) return answered;
  words.set("csrf_token", form().elements.csrf_token.value);
  return post();
}

// Whether the person is signed in; the form is then one of this sign-in. If not, the page says what to do.
async function isSignedIn() {
  const page = await read(await fetch(form().action));
  const token = page.querySelector("form[data-draft] [name=csrf_token]")?.value;
  if (token) form().elements.csrf_token.value = token;
  else if (page.querySelector("input[type=password]")) {
    const words = document.getElementById("signed-out").content.cloneNode(true);
    document.getElementById("saved").replaceChildren(words);
    said.textContent = document.getElementById("saved").textContent.trim();
  }
  return Boolean(token);
}

async function save() {
  // What waits for a person's decision is not saved over; a name that is half typed is nobody yet.
  if (form().hasAttribute("data-waits") || document.activeElement?.hasAttribute("data-by-name")) return;
  const words = new FormData(form());
  words.set("do", "save");
  words.delete("logo");
  try {
    const [page, kept] = await sent(words);
    if (kept && isEditor(page)) takeOver(page);
    else if (!page.querySelector("input[type=password]")) said.textContent = "Not saved yet. Press “Save the draft” to see why.";
  } catch {
    said.textContent = "Not saved: there is no connection. What you typed stays here.";
  }
}

async function press(button) {
  const words = new FormData(form(), button);
  const was = document.activeElement.id;
  let page;
  try {
    [page] = await sent(words);
  } catch {
    said.textContent = "Not saved: there is no connection. What you typed stays here.";
    return;
  }
  const fresh = page.querySelector("form[data-draft]");
  if (!fresh) {
    // What was typed stays here until the person has signed in. Any other page is shown as it would be without this.
    if (!page.querySelector("input[type=password]")) go(button);
    return;
  }
  form().replaceWith(document.importNode(fresh, true));
  takeOver(page);
  (form().querySelector("[autofocus]") ?? document.getElementById(was))?.focus();
  said.textContent = page.querySelector(".flash")?.textContent.trim() ?? "";
}

// A button as it is now: the form may be another since it was pressed.
function present(button) {
  const same = (each) => each.name === button.name && each.value === button.value && each.formAction === button.formAction;
  return form().contains(button) ? button : [...form().querySelectorAll("button")].find(same);
}

function go(button) {
  passing = true;
  form().requestSubmit(button);
}

// What the server says beside the fields: who saved when, what is wrong, what has changed. The fields stay.
function takeOver(page) {
  for (const fresh of page.querySelectorAll("[data-live]")) {
    document.getElementById(fresh.id)?.replaceWith(document.importNode(fresh, true));
  }
  for (const fresh of page.querySelectorAll("form[data-draft] [aria-describedby]")) {
    const own = document.getElementById(fresh.id);
    if (fresh.hasAttribute("aria-invalid")) own?.setAttribute("aria-invalid", "true");
    else own?.removeAttribute("aria-invalid");
  }
  for (const fresh of page.querySelectorAll("[data-preview] iframe")) {
    const own = document.getElementById(fresh.id);
    if (own && own.getAttribute("src") !== fresh.getAttribute("src")) own.src = fresh.getAttribute("src");
  }
}

editor.addEventListener("input", (event) => {
  if (event.target.form === form()) wait();
});
editor.addEventListener("focusout", (event) => {
  if (event.target.hasAttribute("data-by-name")) wait();
});
editor.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  if (passing) return;
  event.preventDefault();
  // A form cannot be sent again while its sending is announced, so this one has to come to its end first.
  do await (busy ?? new Promise((done) => setTimeout(done)));
  while (busy);
  clearTimeout(timer);
  const button = present(event.submitter);
  if (button?.name === "do") busy = press(button).finally(() => (busy = null));
  else if (button && (await mayGo())) go(button);
});

// Publishing leads to another page, so it waits for who is signed out; without a connection the browser says why.
async function mayGo() {
  try {
    return (await isSignedIn()) || !document.querySelector("#saved [data-signed-out]");
  } catch {
    return true;
  }
}

// What was typed before this was there to hear it.
const isTyped = (field) => "defaultValue" in field && field.type !== "file" && field.value !== field.defaultValue;
if ([...form().elements].some(isTyped)) wait();
