// Small improvements to pages that work without them.
(() => {
  'use strict';
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  const chinese = document.documentElement.lang.startsWith('zh');

  // htmx only where a page asks for it.
  const self = document.currentScript;
  if (document.querySelector('[hx-get],[hx-post],[hx-put],[hx-delete],[hx-boost]')) {
    const config = Object.assign(document.createElement('meta'), { name: 'htmx-config' });
    config.content = JSON.stringify({
      allowEval: false, includeIndicatorStyles: false, historyCacheSize: 0,
      // What is refused is shown where it was asked for, and says so.
      responseHandling: [{ code: '204', swap: false }, { code: '[23]..', swap: true }, { code: '...', swap: true, error: true }],
    });
    const script = document.createElement('script');
    script.src = self.dataset.htmx;
    // It waits for an event that is over when it comes between the page's being read and its being complete.
    const start = () => document.head.append(config, script);
    if (document.readyState === 'complete') start();
    else addEventListener('load', start);
  }

  // Countdowns: the words of the server, kept true while the page is open. The difference of the clocks is measured once.
  const loaded = document.querySelector('.site-footer time');
  const skew = loaded ? Date.parse(loaded.dateTime) - Date.now() : 0;
  const unit = (n, zh, en) => chinese ? `${n} ${zh}` : `${n} ${en}${n === 1 ? '' : 's'}`;
  const span = seconds => {
    if (seconds >= 86400) return unit(Math.floor(seconds / 86400), '天', 'day');
    if (seconds >= 3600) return unit(Math.floor(seconds / 3600), '小时', 'hour');
    if (seconds >= 600) return unit(Math.floor(seconds / 60), '分钟', 'minute');
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };
  const countdown = time => {
    const left = Math.floor((Date.parse(time.dateTime) - Date.now() - skew) / 1000);
    const opens = time.dataset.countdown === 'opens';
    if (left >= 0 && opens) time.textContent = chinese ? `距开放还有 ${span(left)}` : `opens in ${span(left)}`;
    else if (left >= 0) time.textContent = chinese ? `还剩 ${span(left)}` : `${span(left)} left`;
    else if (opens) time.textContent = chinese ? '已到开放时间' : 'open by now';
    if (left < 0) time.dispatchEvent(new CustomEvent('countdown:over', { bubbles: true }));
  };
  const tick = () => each('time[data-countdown]', countdown);
  if (document.querySelector('time[data-countdown]')) {
    tick();
    setInterval(tick, 1000);
  }

  // A window opens for thousands at once: their pages ask for what is new in the seconds after it, not all in one; and again until
  // they have it, each time after twice as long, for at that moment the server has no time for who asks in vain.
  let asking = false;
  let awaited = '';
  let times = 0;
  document.addEventListener('countdown:over', event => {
    if (asking || !event.target.closest('#windows')) return;
    if (awaited !== event.target.dateTime) times = 0;
    awaited = event.target.dateTime;
    asking = true;
    const pause = times === 0 ? 500 + Math.random() * 4000 : Math.min(60000, 4000 * 2 ** times) * (0.5 + Math.random() / 2);
    times += 1;
    setTimeout(() => { asking = false; document.body.dispatchEvent(new Event('opening')); }, pause);
  });
  // Nobody has asked for what a page asks by itself: that it fails is said once, and no more when it is over.
  let failing = false;
  document.addEventListener('htmx:beforeSwap', event => {
    const { detail } = event;
    if (detail.requestConfig.elt.id !== 'live') return;
    if (failing && detail.isError) detail.shouldSwap = false;
    if (failing && !detail.isError) document.getElementById('messages').replaceChildren();
    failing = detail.isError;
  });
  // Every few seconds, only while somebody looks; and of times that failed, the next one, three, then five are left out.
  let failed = 0;
  let leaveOut = 0;
  document.addEventListener('htmx:beforeRequest', event => {
    const { requestConfig } = event.detail;
    if (requestConfig.elt.id !== 'live' || requestConfig.triggeringEvent) return;
    if (document.hidden) event.preventDefault();
    else if (leaveOut > 0) { leaveOut -= 1; event.preventDefault(); }
  });
  document.addEventListener('htmx:afterRequest', event => {
    if (event.detail.requestConfig.elt.id !== 'live') return;
    failed = event.detail.successful ? 0 : failed + 1;
    leaveOut = failed === 0 ? 0 : Math.min(5, 2 ** failed - 1);
  });
  // What somebody has under his hand, or has unfolded, stays as it is until he turns away.
  document.addEventListener('htmx:oobBeforeSwap', event => {
    const { target } = event.detail;
    if (target.contains(document.activeElement) || target.querySelector('a:hover,button:hover,details[open]')) event.detail.shouldSwap = false;
  });

  each('[data-print]', button => { button.hidden = false; button.addEventListener('click', () => print()); });
  each('[data-back]', button => {
    if (history.length < 2) return;
    button.hidden = false;
    button.addEventListener('click', () => history.back());
  });
  each('[data-check-all]', button => {
    button.hidden = false;
    button.addEventListener('click', () => {
      const boxes = [...button.form.querySelectorAll('input[type=checkbox]')];
      const every = boxes.every(box => box.checked);
      boxes.forEach(box => { box.checked = !every; });
    });
  });
  each('[data-autosubmit]', field => field.addEventListener('change', () => field.form.requestSubmit()));
  each('form[data-here]', form => form.addEventListener('submit', () => {
    form.elements.next.value = location.pathname + location.search;
  }));
  // Whoever comes back finds what he typed, also where it was unfolded.
  const isTyped = field => {
    if (field instanceof HTMLSelectElement) {
      const options = [...field.options];
      return options.some(option => option.defaultSelected) ? options.some(option => option.selected !== option.defaultSelected) : field.selectedIndex > 0;
    }
    if (['checkbox', 'radio'].includes(field.type)) return field.checked !== field.defaultChecked;
    return field.type !== 'hidden' && field.value !== field.defaultValue;
  };
  addEventListener('pageshow', () => each('details:not([open])', fold => {
    if ([...fold.querySelectorAll('input,select,textarea')].some(isTyped)) fold.open = true;
  }));
  // A form is sent once.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post' || form.hasAttribute('data-repeat')) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  // Menus close when the reader turns away.
  document.addEventListener('click', event => each('details.menu[open]', menu => {
    if (!menu.contains(event.target)) menu.open = false;
  }));
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    each('details.menu[open]', menu => { menu.open = false; menu.querySelector('summary').focus(); });
  });

  // Quiz: <form data-autosave data-attempt=… data-text-saved=… data-text-unsaved=…> with
  // <fieldset data-question=… data-kind="SINGLE|MULTIPLE|TRUE_FALSE|FILL|MATCHING"> and an optional .saved line inside.
  const answerOf = field => {
    const inputs = [...field.querySelectorAll('input,select,textarea')];
    switch (field.dataset.kind) {
      case 'MULTIPLE': return inputs.filter(input => input.checked).map(input => input.value);
      case 'MATCHING': return Object.fromEntries(inputs.filter(input => input.value).map(input => [input.dataset.option, input.value]));
      case 'FILL': return inputs[0].value;
      default: return (inputs.find(input => input.checked) || {}).value;
    }
  };
  const save = async (form, field) => {
    const answer = answerOf(field);
    if (answer === undefined) return;
    const mark = field.querySelector('.saved') || field.appendChild(Object.assign(document.createElement('p'), { className: 'saved' }));
    mark.setAttribute('role', 'status');
    try {
      const response = await fetch(`/api/v1/attempts/${form.dataset.attempt}/answers/${field.dataset.question}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': form.elements._csrf.value },
        body: JSON.stringify({ answer }),
      });
      if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail || '');
      mark.textContent = form.dataset.textSaved || (chinese ? '已保存' : 'Saved');
    } catch (problem) {
      mark.textContent = problem instanceof TypeError || !problem.message
        ? form.dataset.textUnsaved || (chinese ? '还没有保存，提交时会一起送出' : 'Not saved yet; it will be sent when you submit')
        : problem.message;
    }
  };
  each('form[data-autosave]', form => {
    form.addEventListener('change', event => {
      const field = event.target.closest('[data-question]');
      if (field) save(form, field);
    });
    form.addEventListener('countdown:over', () => { if (!form.dataset.sent) form.requestSubmit(); }, { once: true });
  });
})();
