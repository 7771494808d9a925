// The player: reports which seconds were really played, and shows what the server has counted.
(() => {
  'use strict';
  const root = document.getElementById('player');
  if (!root) return;
  const { program, lesson, csrf } = root.dataset;
  const duration = Number(root.dataset.duration);
  const required = Number(root.dataset.required);
  const quizOpen = root.dataset.quiz === 'true';
  const video = root.querySelector('video');
  const receipt = document.getElementById('receipt');
  const message = document.getElementById('player-message');
  const STORE = 'xingtan.beats.';
  const DAY = 86400000;

  let session = null;        // {id, beatSeconds, maxRate}
  let opening = null;        // the promise of a session on its way
  let pending = [];          // played and not yet acknowledged: [[from, to], …] in seconds, merged
  let seq = 0;
  let sending = false;
  let offline = false;
  let stopped = root.dataset.complete === 'true';   // nothing more to report
  let taken = false;
  let last = null;           // where continuous play was last seen
  let position = Number(root.dataset.resume) || 0;

  const text = (name, values = {}) =>
    (root.dataset['text' + name] || '').replace(/\[(\w+)\]/g, (all, key) => key in values ? values[key] : all);
  const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

  // --- intervals
  const merge = ranges => {
    const result = [];
    for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
      const top = result[result.length - 1];
      if (top && from <= top[1] + 0.3) top[1] = Math.max(top[1], to);
      else if (to > from) result.push([from, to]);
    }
    return result;
  };
  const subtract = (ranges, [from, to]) => ranges.flatMap(([a, b]) =>
    [[a, Math.min(b, from)], [Math.max(a, to), b]].filter(([x, y]) => y > x));
  // A film may end a fraction before or after the whole seconds of its lesson.
  const end = () => (video && Number.isFinite(video.duration) ? Math.min(video.duration, duration) : duration) - 0.5;
  const whole = ranges => merge(ranges)
    .map(([from, to]) => [Math.floor(from), to >= end() ? duration : Math.floor(to)])
    .filter(([from, to]) => to > from);
  const add = (from, to) => { pending = merge([...pending, [Math.max(0, from), Math.min(duration, to)]]); };

  // --- what is not acknowledged survives the page
  const remember = () => {
    if (!session) return;
    try {
      const ranges = whole(pending);
      if (ranges.length) localStorage.setItem(STORE + session.id, JSON.stringify({ lesson, seq, ranges, position, at: Date.now() }));
      else localStorage.removeItem(STORE + session.id);
    } catch { /* a full or forbidden store only loses the safety net */ }
  };
  // The answer, or null when the line is down or too slow.
  const request = (address, body, keepalive = false) => fetch('/api/v1' + address, {
    method: 'POST', keepalive, signal: keepalive ? undefined : AbortSignal.timeout(15000),
    headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrf }, body: JSON.stringify(body),
  }).catch(() => null);
  const sendLeftovers = async () => {
    let keys = [];
    try { keys = Object.keys(localStorage).filter(key => key.startsWith(STORE)); } catch { return; }
    for (const key of keys) {
      if (session && key === STORE + session.id) continue;
      let kept = null;
      try { kept = JSON.parse(localStorage.getItem(key)); } catch { /* unreadable: dropped below */ }
      if (!kept || Date.now() - kept.at > DAY) { localStorage.removeItem(key); continue; }
      const answer = await request(`/learning-sessions/${key.slice(STORE.length)}/beats`,
        { seq: kept.seq + 10, ranges: kept.ranges, position: Math.floor(kept.position), rate: 1 });
      if (answer && (answer.ok || [400, 409, 410].includes(answer.status))) localStorage.removeItem(key);
      if (answer && answer.ok && kept.lesson === lesson) show(await answer.json());
    }
  };

  // --- what the reader sees
  const say = (words, ...more) => {
    message.replaceChildren();
    if (!words) return;
    const note = document.createElement('div');
    note.className = 'note';
    const sentence = document.createElement('p');
    sentence.textContent = words;
    note.append(sentence, ...more);
    message.append(note);
  };
  const show = answer => {
    receipt.querySelector('progress').value = Math.min(answer.covered, required);
    const parts = [];
    if (answer.complete) {
      parts.push('✓ ' + text('Complete'));
      if (answer.receipt) parts.push(text('Hours', { hours: answer.receipt.credited }));
    } else {
      parts.push(text('Counted', { covered: clock(answer.covered), duration: clock(answer.duration) }));
      if (answer.covered < required) parts.push(text('Remaining', { left: clock(required - answer.covered) }));
      if (quizOpen) parts.push(text('Quiz'));
    }
    receipt.querySelector('.receipt-text').textContent = parts.join(' · ');
    receipt.classList.toggle('is-complete', answer.complete);
    receipt.dataset.covered = answer.covered;
    const enough = answer.covered >= required;
    invite('to-quiz', enough && !answer.complete);
    invite('to-next', answer.complete || (enough && !quizOpen));
    const row = document.querySelector(`[data-lesson-row="${lesson}"]`);
    if (row) {
      row.classList.toggle('is-done', answer.complete);
      row.querySelector('.lesson-state').textContent = answer.complete ? row.dataset.done : text('Counted', { covered: clock(answer.covered), duration: clock(answer.duration) });
    }
  };
  const invite = (id, yes) => {
    const link = document.getElementById(id);
    if (!link) return;
    link.classList.toggle('btn-apricot', yes);
    link.classList.toggle('btn-outline-primary', !yes);
  };
  const refuse = problem => {
    stopped = true;
    const list = document.createElement('ul');
    for (const condition of (problem.verdict || { conditions: [] }).conditions.filter(it => !it.met)) {
      list.append(Object.assign(document.createElement('li'), { textContent: condition.text }));
    }
    say(text('Refused') + ' ' + (list.children.length ? '' : problem.detail || ''), ...(list.children.length ? [list] : []));
  };
  const signIn = () => {
    stopped = true;
    remember();
    const link = Object.assign(document.createElement('a'), {
      className: 'btn btn-primary', textContent: text('SignInLink'), href: '/sign-in?next=' + encodeURIComponent(location.pathname + location.search),
    });
    say(text('SignIn'), link);
  };
  const takenOver = problem => {
    taken = true;
    session = null;
    if (video) video.pause();
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-primary', textContent: text('Back') });
    button.addEventListener('click', async () => {
      await open();
      if (video && session) video.play();
    });
    const at = problem.at ? new Date(problem.at).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Asia/Shanghai' }) : '';
    say(text('Taken', { at, device: problem.endedBy || '' }), button);
  };

  // --- session
  const open = () => {
    if (session || stopped) return Promise.resolve();
    opening = opening || begin().finally(() => { opening = null; });
    return opening;
  };
  const begin = async () => {
    const answer = await request(`/lessons/${lesson}/sessions`, { program });
    if (!answer) {
      lineDown();
      return;
    }
    if (answer.ok) {
      const fresh = await answer.json();
      session = { id: fresh.session, beatSeconds: fresh.beatSeconds, maxRate: fresh.maxRate };
      seq = 0;
      taken = false;
      say('');
      limitRate();
    } else if (answer.status === 401) {
      signIn();
    } else if (answer.status >= 500 || answer.status === 429) {
      lineDown();
    } else {
      refuse(await answer.json().catch(() => ({})));
    }
  };
  const lineDown = () => {
    offline = true;
    say(text('Offline'));
    remember();
  };
  const lineUp = () => {
    if (!offline) return;
    offline = false;
    say(text('Online'));
    setTimeout(() => { if (!offline && !taken && !stopped) say(''); }, 6000);
  };

  // --- beats
  const beat = async () => {
    if (sending || stopped || taken) return;
    const ranges = whole(pending);
    if (!ranges.length) return;
    if (!session) { await open(); if (!session) return; }
    sending = true;
    const current = session;
    const answer = await request(`/learning-sessions/${current.id}/beats`,
      { seq: ++seq, ranges, position: Math.floor(position), rate: video ? video.playbackRate : 1 });
    if (answer) await understand(answer, ranges);
    else lineDown();
    sending = false;
    remember();
  };
  const understand = async (answer, ranges) => {
    if (answer.ok) {
      lineUp();
      acknowledge(await answer.json(), ranges);
    } else if (answer.status === 409) {
      ranges.forEach(settle);
      remember();
      takenOver(await answer.json());
    } else if (answer.status === 410) {
      forget();
      await open();
    } else if (answer.status === 401) {
      signIn();
    } else if (answer.status >= 500 || answer.status === 429) {
      lineDown();
    } else {
      refuse(await answer.json().catch(() => ({})));
    }
  };
  const forget = () => {
    try { localStorage.removeItem(STORE + session.id); } catch { /* nothing kept */ }
    session = null;
  };
  // What is sent is settled, up to the second still being played; what came ahead of time is asked for again.
  const settle = range => { pending = subtract(pending, range); };
  const acknowledge = (answer, ranges) => {
    ranges.forEach(settle);
    for (const refused of answer.refused) {
      if (refused.code === 'beat.ahead-of-time') add(...refused.range);
    }
    show(answer);
    if (answer.complete) {
      pending = [];
      stopped = true;
    }
  };

  // --- questions inside the lesson
  const questions = [...root.querySelectorAll('form[data-second]')].map(form =>
    ({ form, second: Number(form.dataset.second), open: form.dataset.open === 'true' }));
  const due = at => questions.find(it => it.open && it.second <= at);
  const ask = it => {
    if (video) video.pause();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    if (!it.form.hidden) return;
    it.form.hidden = false;
    it.form.querySelector('h2').focus();
    it.form.scrollIntoView({ block: 'nearest' });
  };
  const answerOf = form => {
    const inputs = [...form.querySelectorAll('input,select')];
    const chosen = inputs.filter(input => input.checked).map(input => input.value);
    switch (form.dataset.kind) {
      case 'MULTIPLE': return chosen.length ? chosen : undefined;
      case 'MATCHING': return inputs.every(input => input.value) ? Object.fromEntries(inputs.map(input => [input.dataset.option, input.value])) : undefined;
      case 'FILL': return inputs[0].value.trim() || undefined;
      default: return chosen[0];
    }
  };
  const send = async it => {
    const { form } = it;
    const feedback = form.querySelector('.asked-feedback');
    const answer = answerOf(form);
    if (answer === undefined) { feedback.textContent = form.dataset.textEmpty; return; }
    const response = await fetch(`/api/v1/lessons/${lesson}/answers/${form.dataset.question}`, {
      method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrf }, body: JSON.stringify({ program, answer }),
    }).catch(() => null);
    if (!response || !response.ok) { feedback.textContent = form.dataset.textFailed; return; }
    const { correct, explanation } = await response.json();
    it.open = false;
    feedback.textContent = correct ? `${form.dataset.textRight} ${explanation}` : form.dataset.textWrong;
    form.querySelector('fieldset').disabled = correct;
    form.querySelector('[type=submit]').hidden = correct;
    const on = form.querySelector('[data-play-on]');
    on.hidden = false;
    if (correct) on.focus();
    released();
  };
  // What was kept back for the answer counts now: the server says how much.
  const released = async () => {
    if (!session || stopped) return;
    const answer = await request(`/learning-sessions/${session.id}/beats`, { seq: ++seq, ranges: [], position: Math.floor(position), rate: 1 });
    if (answer && answer.ok) acknowledge(await answer.json(), []);
  };
  for (const it of questions) {
    it.form.addEventListener('submit', event => { event.preventDefault(); send(it); });
    it.form.querySelector('[data-play-on]').addEventListener('click', () => {
      it.form.hidden = true;
      if (video) { video.focus(); video.play().catch(() => {}); }
    });
  }

  // --- what is played
  const limitRate = () => {
    if (video && session && video.playbackRate > session.maxRate) video.playbackRate = session.maxRate;
  };
  const offerSpeed = () => {
    const speed = document.getElementById('player-speed');
    const rates = [...speed.options].map(option => Number(option.value));
    speed.parentElement.hidden = false;
    speed.addEventListener('change', () => { video.playbackRate = Number(speed.value); });
    video.addEventListener('ratechange', () => {
      if (video.playbackRate > Math.max(...rates)) video.playbackRate = Math.max(...rates);
      speed.selectedIndex = rates.indexOf(video.playbackRate);
    });
  };
  const watchVideo = () => {
    const resume = () => { if (position > 0 && position < duration - 1) video.currentTime = position; };
    if (video.readyState >= 1) resume();
    else video.addEventListener('loadedmetadata', resume, { once: true });
    // The browser keeps what it played, also while it was too busy to tell this script.
    const played = (from, to) => {
      const parts = video.played;
      for (let i = 0; i < parts.length; i++) if (parts.start(i) <= from + 0.3 && parts.end(i) >= to - 0.3) return true;
      return false;
    };
    const seen = () => {
      const now = video.currentTime;
      if (last !== null && now > last && played(last, now)) add(last, now);
      last = video.seeking ? null : now;
      position = now;
    };
    // Before anything of a film is loaded, some browsers take a click on its picture for nothing; people do not.
    video.addEventListener('click', () => setTimeout(() => {
      if (video.paused && video.readyState === 0) video.play().catch(() => {});
    }, 100));
    video.addEventListener('playing', () => {
      const question = due(video.currentTime);
      if (question) { ask(question); return; }
      const from = last ?? position;
      last = from < video.currentTime && played(from, video.currentTime) ? from : video.currentTime;
      open();
    });
    video.addEventListener('timeupdate', () => {
      if (!video.paused && !video.seeking && last !== null) seen();
      const question = video.paused ? null : due(video.currentTime);
      if (question) ask(question);
    });
    video.addEventListener('seeking', () => { last = null; });
    video.addEventListener('seeked', () => { last = video.currentTime; position = last; });
    video.addEventListener('pause', () => { if (last !== null && !video.seeking) seen(); last = null; beat(); });
    video.addEventListener('ended', () => { position = duration; beat(); });
  };
  // A film in parts (HLS): by the browser itself where it can, else by a script that is loaded when the film is first played.
  // Whatever fails, the one file that the parts are cut from plays as well.
  const streamed = () => {
    const { playlist, hls } = video.dataset;
    const file = video.src;
    if (!playlist) return;
    const whole = () => {
      const at = video.currentTime || position;
      video.src = file;
      video.addEventListener('loadedmetadata', () => { video.currentTime = at; }, { once: true });
      video.play().catch(() => {});
    };
    if (video.canPlayType('application/vnd.apple.mpegurl')) {
      video.addEventListener('error', whole, { once: true });
      video.src = playlist;
    } else if (window.MediaSource || window.ManagedMediaSource) {
      video.addEventListener('play', () => {
        video.pause();
        const script = Object.assign(document.createElement('script'), { src: hls });
        script.addEventListener('error', () => video.play().catch(() => {}));
        script.addEventListener('load', () => {
          const parts = new Hls({ enableWorker: false, startPosition: position < duration - 1 ? position : 0 });
          parts.on(Hls.Events.ERROR, (_, problem) => { if (problem.fatal) { parts.destroy(); whole(); } });
          parts.loadSource(playlist);
          parts.attachMedia(video);
          video.play().catch(() => {});
        });
        document.head.append(script);
      }, { once: true });
    }
  };
  const watchReading = () => {
    let before = performance.now();
    setInterval(() => {
      const now = performance.now();
      // A document is read in a tab of its own: the clock of this one goes on, and browsers let it tick seldom.
      const passed = Math.min(root.dataset.kind === 'DOCUMENT' ? 70 : 2, (now - before) / 1000);
      before = now;
      if ((document.hidden && root.dataset.kind !== 'DOCUMENT') || !session || stopped || taken || position >= duration) return;
      const question = due(position);
      if (question) { ask(question); return; }
      add(position, position + passed);
      position = Math.min(duration, position + passed);
    }, 500);
    open();
  };

  const leave = () => {
    const ranges = whole(pending);
    if (!session || stopped || !ranges.length) return;
    remember();
    request(`/learning-sessions/${session.id}/beats`, { seq: ++seq, ranges, position: Math.floor(position), rate: video ? video.playbackRate : 1 }, true);
  };

  let sinceBeat = 0;
  setInterval(() => {
    sinceBeat += 1;
    if (sinceBeat >= (session ? session.beatSeconds : 5)) {
      sinceBeat = 0;
      beat();
    }
  }, 1000);
  addEventListener('online', beat);
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => { if (document.hidden) beat(); });
  if (video) { offerSpeed(); streamed(); }
  if (stopped) return;
  sendLeftovers().finally(() => { if (!video) watchReading(); });
  if (video) watchVideo();
})();
