/**
 * What a page of the business includes to tell of purchases. It learns whose text it was from the address (`tid`), remembers it for the
 * tab alone, and says nothing about a browser that asks not to be tracked. Without a token it does nothing.
 */
export const trackingScript = (origin: string): string => `(function () {
  var page = new URL(window.location.href), key = 'tidings.tid', told = page.searchParams.get('tid');
  var privacy = navigator.doNotTrack === '1' || navigator.globalPrivacyControl === true;
  function store(value) { try { if (value) sessionStorage.setItem(key, value); return sessionStorage.getItem(key); } catch (e) { return value; } }
  var tid = privacy ? null : store(told);
  window.tidings = { track: function (name, about) {
    if (!tid || !about || !about.id) return false;
    var to = ${JSON.stringify(`${origin}/t.gif`)} + '?t=' + encodeURIComponent(tid) + '&e=' + encodeURIComponent(name) + '&id=' + encodeURIComponent(about.id);
    if (typeof about.value === 'number') to += '&v=' + about.value;
    new Image().src = to;
    return true;
  } };
})();
`;

/** One transparent point, the smallest GIF there is. */
export const onePoint: Buffer = Buffer.from(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'base64',
);
