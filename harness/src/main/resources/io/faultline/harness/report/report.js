(() => {
  'use strict';

  // Everything works on positions that the page already holds as percentages of the picture's width: to zoom is to make
  // the picture wider, to pan is to scroll it. Texts are only ever set as text, never as markup.

  const BASE_WIDTH = 1000;
  const GREATEST_WIDTH = 4000000;
  const LEVELS = 12;
  const TICK_GAP = 120;
  const SVG = 'http://www.w3.org/2000/svg';

  const scroller = document.getElementById('scroller');
  const plot = document.getElementById('plot');
  const ticks = document.getElementById('ticks');
  const cursor = document.getElementById('cursor');
  const tip = document.getElementById('tip');
  const status = document.getElementById('status');
  const shownWindow = document.getElementById('window');
  const end = Number(plot.dataset.end);
  const sticky = Array.from(document.querySelectorAll('#labels text[data-to]'), (text) => ({
    text,
    from: parseFloat(text.getAttribute('x')) / 100,
    to: parseFloat(text.dataset.to) / 100,
    shown: -1,
  }));
  const flags = Array.from(document.querySelectorAll('#flags .flag'));

  document.documentElement.classList.add('js');
  let width = scroller.clientWidth;
  let pending = false;

  const eventOf = (element) => element.dataset.e || element.id.slice(1);
  const clamp = (value, least, greatest) => Math.min(Math.max(value, least), greatest);
  const windowLength = () => (end * scroller.clientWidth) / width;

  /** Makes the picture this wide and keeps what is at `hold` pixels from the left edge of the view where it is. */
  function resize(wanted, hold) {
    const fraction = (scroller.scrollLeft + hold) / width;
    width = clamp(wanted, scroller.clientWidth, Math.max(GREATEST_WIDTH, scroller.clientWidth));
    plot.style.width = width > scroller.clientWidth ? width + 'px' : '100%';
    scroller.scrollLeft = fraction * width - hold;
    const level = clamp(Math.floor(Math.log2(width / BASE_WIDTH)), 0, LEVELS);
    plot.setAttribute('class', 'plot at' + level);
    refresh();
  }

  function zoom(factor, hold = scroller.clientWidth / 2) {
    resize(width * factor, hold);
  }

  function refresh() {
    if (!pending) {
      pending = true;
      requestAnimationFrame(() => {
        pending = false;
        drawTicks();
        moveLabels();
      });
    }
  }

  function tickStep() {
    const least = (end * TICK_GAP) / width;
    let step = Math.pow(10, Math.floor(Math.log10(least)));
    for (const factor of [1, 2, 5, 10]) {
      if (step * factor >= least) {
        return Math.max(1, step * factor);
      }
    }
    return step * 10;
  }

  function seconds(time, step) {
    const digits = clamp(Math.ceil(9 - Math.log10(step) - 1e-9), 0, 9);
    return (time / 1e9).toFixed(digits) + ' s';
  }

  function drawTicks() {
    const step = tickStep();
    const from = (scroller.scrollLeft / width) * end;
    const to = from + windowLength();
    const height = Number(plot.getAttribute('height'));
    const drawn = [];
    for (let i = Math.ceil(from / step); i * step <= to; i++) {
      const x = (100 * i * step) / end + '%';
      drawn.push(svg('line', { class: 'tick', x1: x, x2: x, y1: 20, y2: height - 20 }));
      for (const y of [14, height - 6]) {
        const text = svg('text', { class: 'tick-text', x, y });
        text.textContent = seconds(i * step, step);
        if (i === 0) {
          text.style.textAnchor = 'start';
        } else if (((to - i * step) / end) * width < 30) {
          text.style.textAnchor = 'end';
        } else {
          text.style.textAnchor = 'middle';
        }
        drawn.push(text);
      }
    }
    ticks.replaceChildren(...drawn);
    shownWindow.textContent =
      seconds(from, step / 10) + ' – ' + seconds(Math.min(to, end), step / 10);
  }

  function svg(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    return element;
  }

  /** A box that began long ago still says what it is: its text stays at the left edge of the view. */
  function moveLabels() {
    const edge = scroller.scrollLeft / width;
    for (const label of sticky) {
      const inside = label.from < edge && label.to > edge;
      const wanted = (inside ? Math.min(edge, Math.max(label.from, label.to - 90 / width)) : label.from);
      if (wanted !== label.shown) {
        label.shown = wanted;
        label.text.setAttribute('x', 100 * wanted + '%');
      }
    }
  }

  /** Shows the moment with enough around it, and makes the event there catch the eye. */
  function goTo(time, event) {
    const wanted = Math.max(1.2e9, end / 250);
    if (windowLength() > wanted) {
      resize((end / wanted) * scroller.clientWidth, 0);
    }
    scroller.scrollLeft = (time / end) * width - scroller.clientWidth / 2;
    scroller.scrollIntoView({ block: 'nearest' });
    const mark = document.getElementById('m' + event);
    const x = (100 * time) / end + '%';
    cursor.setAttribute('x1', x);
    cursor.setAttribute('x2', x);
    cursor.setAttribute('visibility', mark ? 'hidden' : 'visible');
    flash(mark || cursor);
    refresh();
  }

  function flash(element) {
    element.classList.remove('flash');
    element.getBoundingClientRect();
    element.classList.add('flash');
    setTimeout(() => element.classList.remove('flash'), 2600);
  }

  function say(text) {
    status.textContent = text;
    setTimeout(() => {
      if (status.textContent === text) {
        status.textContent = '';
      }
    }, 3000);
  }

  function goToRow(event) {
    const row = document.getElementById('e' + event);
    if (row) {
      row.hidden = false;
      row.scrollIntoView({ block: 'center' });
      row.querySelector('a').focus({ preventScroll: true });
      flash(row);
    } else {
      say('Event ' + event + ' is not in the list; it is in history.jsonl.');
    }
  }

  function goToLink(link) {
    goTo(Number(link.dataset.t), link.dataset.e);
    try {
      history.replaceState(null, '', '#m' + link.dataset.e);
    } catch (refused) {
      // Some viewers forbid it for local files. Only the address bar is poorer for it.
    }
  }

  /** The operations that contradict each other first, with what happened around them. */
  function showFirst() {
    const from = Number(plot.dataset.from);
    const length = Number(plot.dataset.to) - from;
    resize((end / length) * scroller.clientWidth, 0);
    scroller.scrollLeft = (from / end) * width;
    refresh();
  }

  /** The flag before or after the middle of the view. */
  function goToEvidence(direction) {
    if (flags.length === 0) {
      return;
    }
    const middle = (scroller.scrollLeft + scroller.clientWidth / 2) / width;
    const places = flags.map((flag) => ({
      event: eventOf(flag),
      at: parseFloat(flag.querySelector('line').getAttribute('x1')) / 100,
    }));
    const shown = goToEvidence.last;
    let next = places.findIndex((place) => place.event === shown && Math.abs(place.at - middle) * width < 2);
    if (next >= 0) {
      next += direction;
    } else if (direction > 0) {
      next = Math.max(0, places.findIndex((place) => place.at >= middle));
    } else {
      next = places.findLastIndex((place) => place.at <= middle);
    }
    const place = places[(next + places.length) % places.length];
    goToEvidence.last = place.event;
    const link = document.querySelector('a.ev[data-e="' + place.event + '"]');
    goTo(link ? Number(link.dataset.t) : place.at * end, place.event);
  }

  const actions = {
    in: () => zoom(2),
    out: () => zoom(0.5),
    all: () => resize(0, 0),
    first: () => {
      goTo(Number(plot.dataset.time), plot.dataset.error);
      showFirst();
    },
    next: () => goToEvidence(1),
    previous: () => goToEvidence(-1),
  };

  document.addEventListener('click', (click) => {
    const link = click.target.closest('a.ev');
    const button = click.target.closest('button');
    const mark = click.target.closest(':is(#boxes rect, #marks use, #flags g)');
    if (link) {
      click.preventDefault();
      goToLink(link);
    } else if (button && button.dataset.zoom) {
      actions[button.dataset.zoom]();
    } else if (button && button.dataset.copy) {
      copy(document.getElementById(button.dataset.copy));
    } else if (mark && !dragged) {
      goToRow(eventOf(mark));
    }
  });

  function copy(source) {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const done = () => say('Copied.');
    const failed = () => say('Selected: copy it with the keyboard.');
    if (navigator.clipboard) {
      navigator.clipboard.writeText(source.textContent).then(done, failed);
    } else {
      failed();
    }
  }

  scroller.addEventListener('keydown', (key) => {
    const action = { '+': 'in', '=': 'in', '-': 'out', 0: 'all', n: 'next', p: 'previous' }[key.key];
    if (action && !key.ctrlKey && !key.metaKey && !key.altKey) {
      key.preventDefault();
      actions[action]();
    }
  });

  scroller.addEventListener(
    'wheel',
    (wheel) => {
      if (wheel.ctrlKey || wheel.metaKey) {
        wheel.preventDefault();
        zoom(Math.exp(-wheel.deltaY / 300), wheel.clientX - scroller.getBoundingClientRect().left);
      }
    },
    { passive: false },
  );

  scroller.addEventListener('scroll', refresh, { passive: true });
  window.addEventListener('resize', () => resize(plot.style.width === '100%' ? 0 : width, 0));

  window.addEventListener('beforeprint', () => resize(0, 0));

  let drag = null;
  let dragged = false;
  scroller.addEventListener('pointerdown', (pointer) => {
    dragged = false;
    if (pointer.pointerType === 'mouse' && pointer.button === 0 && pointer.offsetY < scroller.clientHeight) {
      drag = { x: pointer.clientX, left: scroller.scrollLeft };
    }
  });
  window.addEventListener('pointermove', (pointer) => {
    if (drag && (dragged || Math.abs(pointer.clientX - drag.x) > 4)) {
      dragged = true;
      scroller.classList.add('dragging');
      scroller.scrollLeft = drag.left - (pointer.clientX - drag.x);
    }
  });
  window.addEventListener('pointerup', () => {
    drag = null;
    scroller.classList.remove('dragging');
  });

  // The browser's own tooltips come late and cannot be styled, so a title becomes ours when first pointed at.
  document.addEventListener('pointerover', (pointer) => {
    const element = pointer.target.closest('svg *:has(> title), svg [data-tip]');
    if (!element) {
      tip.hidden = true;
      return;
    }
    const title = element.querySelector(':scope > title');
    if (title) {
      element.dataset.tip = title.textContent;
      title.remove();
    }
    tip.textContent = element.dataset.tip;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = clamp(pointer.clientX + 14, 4, window.innerWidth - box.width - 4) + 'px';
    const below = pointer.clientY + 18;
    tip.style.top = (below + box.height > window.innerHeight ? pointer.clientY - box.height - 10 : below) + 'px';
  });

  const filter = document.getElementById('filter');
  filter.addEventListener('input', () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const row of document.querySelectorAll('#list tbody tr')) {
      row.hidden = wanted !== '' && (row.classList.contains('gap') || !row.textContent.toLowerCase().includes(wanted));
    }
  });

  for (const link of document.querySelectorAll('a.ev:not([href])')) {
    link.setAttribute('href', '#picture');
  }

  resize(0, 0);
  const asked = /^#m(\d+)$/.exec(window.location.hash);
  const target = asked && document.querySelector('a.ev[data-e="' + asked[1] + '"]');
  if (target) {
    goToLink(target);
  } else if (plot.dataset.from) {
    showFirst();
  }
})();
