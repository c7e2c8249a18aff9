/**
 * The apply and credit lines of a customer payment. A caller states the wanted end per document; lines it does not
 * name stay as they are, and only what differs is written.
 *
 * @NApiVersion 2.1
 * @NModuleScope SameAccount
 */
define(['./refuse'], (refuse) => {
  const key = (doc, line) => `${doc}/${line}`;

  /** NetSuite's amounts are binary numbers of at most eight decimals. */
  const same = (a, b) => Math.abs(Number(a || 0) - Number(b || 0)) < 0.000000005;

  const read = (payment, sublist, field, line) =>
    payment.getSublistValue({ sublistId: sublist, fieldId: field, line });

  /** Each open document of the sublist by its id and line. */
  const index = (payment, sublist) => {
    const found = new Map();
    const count = payment.getLineCount({ sublistId: sublist });
    for (let line = 0; line < count; line++) {
      const doc = read(payment, sublist, 'doc', line) ?? read(payment, sublist, 'internalid', line);
      found.set(key(doc, read(payment, sublist, 'line', line) || 0), line);
    }
    return found;
  };

  const wanted = (entry, sublist) => ({
    doc: refuse.id(entry, 'doc'),
    line: entry.line === undefined ? '0' : refuse.id(entry, 'line'),
    amount: refuse.amount(entry, 'amount', { zero: true }),
    discount: sublist === 'apply' && entry.discount !== undefined ? refuse.amount(entry, 'discount', { zero: true }) : 0,
  });

  const state = (payment, sublist, line) => {
    const applied = read(payment, sublist, 'apply', line) === true || read(payment, sublist, 'apply', line) === 'T';
    return {
      amount: applied ? Number(read(payment, sublist, 'amount', line) || 0) : 0,
      discount: applied && sublist === 'apply' ? Number(read(payment, sublist, 'disc', line) || 0) : 0,
    };
  };

  /** What this payment can put on the document: what is due now and what it holds there already. */
  const room = (payment, sublist, line, held) =>
    Number(read(payment, sublist, 'due', line) || 0) + (payment.id ? held.amount + held.discount : 0);

  const write = (payment, sublist, line, want) => {
    const set = (fieldId, value) => payment.setCurrentSublistValue({ sublistId: sublist, fieldId, value });
    payment.selectLine({ sublistId: sublist, line });
    const applies = want.amount > 0 || want.discount > 0;
    set('apply', applies);
    if (applies) {
      if (sublist === 'apply') {
        set('disc', want.discount);
      }
      set('amount', want.amount);
    }
    payment.commitLine({ sublistId: sublist });
  };

  /** Brings the lines to the wanted state; gives how many were changed. */
  const bring = (payment, sublist, entries) => {
    const lines = index(payment, sublist);
    const seen = new Set();
    let changed = 0;
    for (const entry of entries ?? []) {
      const want = wanted(entry, sublist);
      const at = key(want.doc, want.line);
      if (seen.has(at)) {
        throw refuse.refusal('TWICE', `Document ${want.doc} line ${want.line} stands twice in '${sublist}'.`);
      }
      seen.add(at);
      changed += one(payment, sublist, lines.get(at), want) ? 1 : 0;
    }
    return changed;
  };

  const one = (payment, sublist, line, want) => {
    const total = want.amount + want.discount;
    if (line === undefined) {
      if (total === 0) {
        return false;
      }
      throw refuse.refusal('NOT_OPEN', `Document ${want.doc} line ${want.line} is not open for this customer, currency and A/R account.`);
    }
    const held = state(payment, sublist, line);
    if (same(held.amount, want.amount) && same(held.discount, want.discount)) {
      return false;
    }
    const most = room(payment, sublist, line, held);
    if (total > most && !same(total, most)) {
      throw refuse.refusal('ABOVE_DUE', `Document ${want.doc} line ${want.line} has ${most} open; ${total} was asked for.`);
    }
    write(payment, sublist, line, want);
    return true;
  };

  /** What the payment holds after saving, for the caller to compare. */
  const held = (payment) => {
    const of = (sublist) => {
      const lines = [];
      for (let line = 0; line < payment.getLineCount({ sublistId: sublist }); line++) {
        const now = state(payment, sublist, line);
        if (now.amount !== 0 || now.discount !== 0) {
          lines.push({
            doc: String(read(payment, sublist, 'doc', line) ?? read(payment, sublist, 'internalid', line)),
            line: String(read(payment, sublist, 'line', line) || 0),
            amount: String(now.amount),
            ...(sublist === 'apply' ? { discount: String(now.discount) } : {}),
          });
        }
      }
      return lines;
    };
    return {
      amount: String(payment.getValue({ fieldId: 'payment' })),
      applied: String(payment.getValue({ fieldId: 'applied' }) || 0),
      unapplied: String(payment.getValue({ fieldId: 'unapplied' }) || 0),
      apply: of('apply'),
      credit: of('credit'),
    };
  };

  return { bring, held };
});
