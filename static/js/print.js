// A button that prints the page; without this, the browser's own menu does.
const heading = document.querySelector("h1");
const button = document.createElement("button");
button.type = "button";
button.textContent = "Print";
button.addEventListener("click", () => print());
const line = document.createElement("p");
line.className = "buttons";
line.append(button);
heading.after(line);
