// Waits for the report that is being made, and turns into it.
'use strict';
(() => {
  const since = Date.now();
  const byId = id => document.getElementById(id);
  const clock = setInterval(() => {
    byId('seconds').textContent = `${Math.round((Date.now() - since) / 1000)} s so far`;
  }, 1000);
  const say = text => { byId('said').textContent = text; };
  const wait = async () => {
    try {
      // This question is answered when the report is there.
      const answer = await fetch('/report.html', {method: 'HEAD', cache: 'no-store'});
      if (answer.ok) return location.replace('/report');
      if (answer.headers.get('Retry-After')) return setTimeout(wait, 1000 * answer.headers.get('Retry-After'));
      clearInterval(clock);
      say((await (await fetch('/report.html')).text()).trim());
    } catch (problem) {
      say('No answer from the server: is dsd serve still running? Asking again.');
      setTimeout(wait, 2000);
    }
  };
  wait();
})();
