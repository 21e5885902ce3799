// Whether a visit that the firm's website knows of came from a search, so that it is worth asking what for. The server
// judges it again, by all its tables, when the form arrives; here a short list of the commonest is enough.

const ENGINES =
  /^(?:(?:www|m|search|[a-z]{2}|cn|lite|html|r|go)\.)*(?:google|bing|yahoo|duckduckgo|ecosia|yandex|baidu|naver|daum|qwant|startpage|seznam|brave|kagi|sogou|so|coccoc|rambler|mail|ask|aol)\.(?:[a-z]{2,3})(?:\.[a-z]{2})?$/;
// These names are engines only below "search." or "go."; alone they are a browser, a portal or a mail service.
const BELOW = /^(?:search\.(?:brave|daum)|go\.mail|m\.search\.(?:naver|daum))\./;
const PORTAL = /(?:^|\.)(?:brave|daum|mail)\./;
const OTHER_PAGES = /^\/(?:maps|finance|travel|shopping)(?:\/|$)/;
const SEARCH_APPS = /^android-app:\/\/com\.google\.android\.googlequicksearchbox/;
const AD_CLICKS = ["gclid", "gbraid", "wbraid", "msclkid", "yclid"];
const SEARCH_MEDIUMS = new Set(["cpc", "ppc", "sem", "paidsearch", "organic"]);

export function cameFromASearch({ url = "", ref = "" }) {
  const tags = addressOf(url)?.searchParams;
  const medium = tags?.get("utm_medium")?.toLowerCase().replace(/[^a-z]/g, "");
  if (AD_CLICKS.some((name) => tags?.has(name))) return true;
  if (medium) return SEARCH_MEDIUMS.has(medium);
  if (SEARCH_APPS.test(ref)) return true;
  const page = addressOf(ref);
  if (!page || OTHER_PAGES.test(page.pathname)) return false;
  return ENGINES.test(page.hostname) && (BELOW.test(page.hostname) || !PORTAL.test(page.hostname));
}

function addressOf(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
