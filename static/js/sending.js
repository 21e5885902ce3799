// Asks whether the form can be reached before it is sent: the page that a browser shows without a connection would take
// the place of everything that was written, and in a frame there is no way back from it.

const PATIENCE = 15_000;
const wait = () => new Promise((resolve) => setTimeout(resolve, PATIENCE));

// A part of the page that may be loaded wherever the page itself may be, asked for anew each time.
const isReached = () =>
  Promise.race([import(`./search.js?${Date.now()}`).then(() => true, () => false), wait().then(() => false)]);

for (const form of document.querySelectorAll("form:has([data-sending])")) {
  const button = form.querySelector("[data-sending]");
  const unreached = form.querySelector("[data-unreached]");
  const words = button.textContent;
  let isSending = false;

  const rest = () => {
    isSending = false;
    button.textContent = words;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    button.textContent = button.dataset.sending;
    unreached.hidden = true;
    if (await isReached()) {
      form.submit();
      // Whoever waits in vain may press once more: the same page sent again is the same answer.
      wait().then(rest);
    } else {
      rest();
      unreached.hidden = false;
      // Read out as soon as it is there, and only then: an alert is what a page that came back has.
      unreached.setAttribute("role", "alert");
      unreached.focus();
    }
  });
  // A page that comes back from the browser's memory is sent no more.
  addEventListener("pageshow", rest);
}
