// Sends a file piece by piece and goes on where it stopped: after a lost line, a closed page, another day. Without this script the
// form sends it whole.
(() => {
  'use strict';
  const SMALLEST = 64 * 1024, LARGEST = 4 * 1024 * 1024;
  const wait = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000));

  const digest = async piece => {
    if (!window.crypto || !crypto.subtle) return {};
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await piece.arrayBuffer()));
    return { 'Content-Digest': `sha-256=:${btoa(String.fromCharCode(...hash))}:` };
  };

  const enhance = form => {
    const input = form.querySelector('input[type=file]');
    const state = form.querySelector('.upload-state');
    const bar = state.querySelector('progress');
    const says = state.querySelector('[role=status]');
    const go = form.querySelector('button:not([data-pause])');
    const pause = form.querySelector('[data-pause]');
    const headers = { 'X-CSRF-TOKEN': form.elements._csrf.value };
    let stopped = false;

    const show = (text, received, size) => {
      const percent = Math.floor(received * 100 / size);
      state.hidden = false;
      bar.value = received / size;
      says.textContent = text.replace('[percent]', `${percent} %`);
    };

    // What the server refuses is told on its own page, as for a form without a script.
    const refused = async response => {
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const words = page.querySelector('main');
      throw Object.assign(new Error(words ? words.innerText.trim().replace(/\s*\n\s*/g, ' ') : String(response.status)), { final: true });
    };

    const ask = async (address, options) => {
      const response = await fetch(address, { ...options, headers: { ...headers, ...options.headers }, redirect: 'follow' });
      if (response.status >= 500 || response.status === 408) throw new Error(String(response.status));
      if (!response.ok) await refused(response);
      return response;
    };

    // A slow line gets small pieces, a fast one large ones.
    const send = async (file, upload) => {
      let size = 256 * 1024, failures = 0, received = upload.received;
      while (received < file.size && !stopped) {
        const piece = file.slice(received, received + size);
        const began = performance.now();
        try {
          const answer = await ask(`${form.dataset.upload}/${upload.id}?offset=${received}`,
            { method: 'PUT', body: piece, headers: { 'Content-Type': 'application/octet-stream', ...await digest(piece) } });
          received = (await answer.json()).received;
          failures = 0;
          const seconds = (performance.now() - began) / 1000;
          size = Math.min(LARGEST, Math.max(SMALLEST, seconds < 2 ? size * 2 : seconds > 8 ? size / 2 : size));
          show(form.dataset.textSending, received, file.size);
        } catch (problem) {
          if (problem.final) throw problem;
          failures += 1;
          size = Math.max(SMALLEST, size / 2);
          show(form.dataset.textWaiting, received, file.size);
          await wait(Math.min(30, 2 ** failures));
        }
      }
      return received;
    };

    const upload = async file => {
      const named = new URLSearchParams({ name: file.name, size: file.size });
      const begun = await (await ask(form.dataset.upload, { method: 'POST', body: named })).json();
      show(form.dataset.textSending, begun.received, file.size);
      if (await send(file, begun) < file.size) return;
      show(form.dataset.textChecking, file.size, file.size);
      await ask(`${form.dataset.upload}/${begun.id}/completion`, { method: 'POST' });
      removeEventListener('beforeunload', warn);
      location.reload();
    };

    const warn = event => event.preventDefault();
    const rest = () => {
      removeEventListener('beforeunload', warn);
      go.disabled = input.disabled = false;
      pause.hidden = true;
    };

    form.addEventListener('submit', async event => {
      event.preventDefault();
      event.stopPropagation();
      const file = input.files[0];
      if (!file) return;
      if (file.size > Number(form.dataset.largest)) {
        show(form.dataset.textLarge, 0, 1);
        return;
      }
      stopped = false;
      go.disabled = input.disabled = true;
      pause.hidden = false;
      addEventListener('beforeunload', warn);
      try {
        await upload(file);
      } catch (problem) {
        state.hidden = false;
        says.textContent = problem.final ? problem.message : form.dataset.textWaiting.replace('[percent]', '');
      }
      rest();
    });
    pause.addEventListener('click', () => { stopped = true; });
  };

  document.querySelectorAll('form[data-upload]').forEach(enhance);
})();
