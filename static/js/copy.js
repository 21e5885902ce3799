// A button beside each text that is there to be copied. Without this it is marked and copied by hand.

for (const text of document.querySelectorAll("[data-copy]")) {
  const label = document.querySelector(`label[for="${text.id}"]`).textContent.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${label}`);
  const done = document.createElement("span");
  done.className = "hidden";
  done.setAttribute("role", "status");

  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = "Copied";
      done.textContent = `${label}: copied`;
    } catch {
      // A page that is not served over HTTPS may not write there; then the text is marked already.
      button.textContent = "Marked: press Ctrl+C";
      done.textContent = `${label}: marked, press Control C to copy`;
    }
    setTimeout(() => {
      button.textContent = "Copy";
      done.textContent = "";
    }, 4000);
  });
  text.after(button, done);
}
