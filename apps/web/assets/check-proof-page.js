/** The page on which a proof is checked: takes the file and the keys, and shows what `checkProof` finds. Nothing leaves the browser. */
(() => {
  'use strict';

  const form = document.querySelector('form[data-check-proof]');
  const place = document.querySelector('[data-check-result]');
  if (!form || !place) return;

  const FILE_MAX_BYTES = 1_000_000;
  const NOT_SAFE =
    'This browser does the mathematics only on pages that were reached safely (https) or that were saved on this computer.';
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const TIME = { dateStyle: 'long', timeStyle: 'short', hour12: true };
  const moment = (seconds) => new Date(seconds * 1000).toLocaleString('en-GB', TIME).replace(/\s(?=[ap]m$)/, '');
  const count = (n, one, many) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
  const sentence = (event) =>
    event[0] +
    event
      .slice(1)
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase();

  function checkedLines({ steps, size, origin, cosigned, quorum }) {
    const witnesses = cosigned.map(({ name, time }) => `${name} (${moment(time)})`).join(', ');
    return [
      'The entry is whole: it is written as the log writes its entries, and its hash was computed anew.',
      `It is in the log: with ${count(steps, 'more hash', 'more hashes')} it leads to the root of all ${count(size, 'entry', 'entries')}.`,
      `The root was signed by the log ${origin}, with the key that you gave.`,
      cosigned.length > 0
        ? `The log was seen to have only grown, up to this root, by ${witnesses}.`
        : 'No witness was asked for by the keys that you gave: that the log shows everybody the same was not checked.',
      ...(cosigned.length > 0
        ? [`The keys that you gave ask for at least ${count(quorum, 'witness', 'witnesses')}.`]
        : []),
    ];
  }

  function rowsOf({ entry, index }) {
    const at = typeof entry.at === 'string' ? moment(Date.parse(entry.at) / 1000) : '';
    return [
      ['What happened', typeof entry.event === 'string' ? sentence(entry.event) : ''],
      ['When', at],
      ['Paragraph', entry.clause],
      ['About', entry.subject ? `${entry.subject.kind} ${entry.subject.id}` : 'nothing in particular'],
      ['Place in the log', `${index.toLocaleString('en-GB')} (the first entry has place 0)`],
      ['Number of the entry', entry.eventId],
    ];
  }

  function summary(rows) {
    const list = element('dl', 'govuk-summary-list');
    for (const [key, value] of rows) {
      const row = element('div', 'govuk-summary-list__row');
      row.append(
        element('dt', 'govuk-summary-list__key', key),
        element('dd', 'govuk-summary-list__value broker-break', String(value ?? '')),
      );
      list.append(row);
    }
    return list;
  }

  function shownProof(result) {
    const box = element('div', 'govuk-panel govuk-panel--confirmation broker-check-panel');
    const heading = element('h2', 'govuk-panel__title', 'The proof holds');
    box.append(heading, element('div', 'govuk-panel__body', 'This entry is in the log, and it is unaltered.'));
    const list = element('ul', 'govuk-list govuk-list--bullet');
    list.append(...checkedLines(result).map((line) => element('li', 'broker-break', line)));
    const written = element('pre', 'broker-block broker-mono', result.text);
    written.tabIndex = 0;
    return [
      box,
      element('h3', 'govuk-heading-m', 'The entry'),
      summary(rowsOf(result)),
      element('h3', 'govuk-heading-m', 'What was checked'),
      list,
      element('h3', 'govuk-heading-m', 'The entry as it was written'),
      written,
    ];
  }

  function shownFault(fault) {
    const advice =
      'Check that the file is as you downloaded it, and that the keys are those of this log. If both are so, tell the auditor.';
    return shownProblem('The proof does not hold', fault, advice);
  }

  function shownProblem(title, ...lines) {
    const box = element('div', 'govuk-error-summary');
    const body = element('div', 'govuk-error-summary__body');
    body.append(...lines.map((line) => element('p', 'govuk-body', line)));
    box.append(element('h2', 'govuk-error-summary__title', title), body);
    return [box];
  }

  function show(parts) {
    place.replaceChildren(...parts);
    place.focus();
  }

  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void (async () => {
      const file = form.elements.proof.files[0];
      if (!file) return show(shownProblem('There is a problem', 'Choose a proof file'));
      if (file.size > FILE_MAX_BYTES) return show(shownFault('This is not a proof file.'));
      if (!globalThis.crypto?.subtle) return show(shownProblem('There is a problem', NOT_SAFE));
      const result = await globalThis.checkProof(await file.text(), form.elements.keys.value);
      show(result.ok ? shownProof(result) : shownFault(result.fault));
    })();
  });
})();
