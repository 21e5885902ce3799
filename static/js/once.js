// Of two clicks the second is not sent: its answer would hide that to the first, and a code counts once.
const A_DOUBLE_CLICK = 2000;
let sent = null;
let at = 0;

addEventListener("submit", (event) => {
  if (event.target === sent && event.timeStamp - at < A_DOUBLE_CLICK) event.preventDefault();
  else [sent, at] = [event.target, event.timeStamp];
});
