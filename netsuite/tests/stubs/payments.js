/** A customer payment in dynamic mode over a little ledger, with what the scripts use of N/record. */
class Payment {
  constructor(ledger, id, customer) {
    Object.assign(this, { ledger, id, values: { customer }, sublists: {} });
    for (const sublist of ['apply', 'credit']) {
      this.sublists[sublist] = ledger.documents
        .filter((document) => document.customer === customer && document.list === sublist)
        .filter((document) => document.due > 0 || held(ledger, id, document))
        .map((document) => ({
          doc: document.doc, line: document.line ?? 0, due: document.due, apply: false, amount: '', disc: '',
          ...held(ledger, id, document),
        }));
    }
  }

  getValue({ fieldId }) {
    const applied = this.sum('apply') - this.sum('credit');
    return { applied: this.sum('apply'), unapplied: Number(this.values.payment ?? 0) - applied }[fieldId] ?? this.values[fieldId];
  }

  setValue({ fieldId, value }) {
    this.values[fieldId] = value;
  }

  getLineCount({ sublistId }) {
    return this.sublists[sublistId].length;
  }

  getSublistValue({ sublistId, fieldId, line }) {
    return this.sublists[sublistId][line][fieldId];
  }

  selectLine({ sublistId, line }) {
    this.current = { ...this.sublists[sublistId][line] };
    this.selected = line;
  }

  setCurrentSublistValue({ fieldId, value }) {
    this.current[fieldId] = value;
    if (fieldId === 'apply' && !value) {
      Object.assign(this.current, { amount: '', disc: '' });
    }
  }

  commitLine({ sublistId }) {
    this.sublists[sublistId][this.selected] = this.current;
    this.ledger.commits += 1;
  }

  sum(sublist) {
    return this.sublists[sublist].filter((line) => line.apply).reduce((sum, line) => sum + Number(line.amount), 0);
  }

  save() {
    this.id ??= String(this.ledger.nextId++);
    for (const sublist of ['apply', 'credit']) {
      for (const line of this.sublists[sublist]) {
        const document = this.ledger.documents.find((each) => each.doc === line.doc && (each.line ?? 0) === line.line);
        const before = held(this.ledger, this.id, document);
        document.due += Number(before?.amount ?? 0) + Number(before?.disc ?? 0);
        document.due -= line.apply ? Number(line.amount || 0) + Number(line.disc || 0) : 0;
      }
    }
    this.ledger.saved[this.id] = { values: this.values, sublists: structuredClone(this.sublists) };
    this.ledger.saves += 1;
    return this.id;
  }
}

const held = (ledger, id, document) => {
  const line = ledger.saved[id]?.sublists[document.list]
    .find((each) => each.apply && each.doc === document.doc && each.line === (document.line ?? 0));
  return line && { apply: true, amount: line.amount, disc: line.disc };
};

function ledger(documents) {
  const books = { documents, saved: {}, saves: 0, commits: 0, nextId: 900 };
  const record = {
    Type: { CUSTOMER_PAYMENT: 'customerpayment' },
    create: ({ defaultValues }) => new Payment(books, null, String(defaultValues.entity)),
    load: ({ id }) => {
      if (!books.saved[id]) {
        throw Object.assign(new Error('That record does not exist.'), { name: 'RCRD_DSNT_EXIST' });
      }
      const payment = new Payment(books, String(id), String(books.saved[id].values.customer));
      payment.values = { ...books.saved[id].values };
      return payment;
    },
  };
  const found = (externalId) => Object.entries(books.saved)
    .filter(([, saved]) => saved.values.externalid === externalId)
    .map(([id, saved]) => ({ id, getValue: () => saved.values.kind ?? 'CustPymt' }));
  const search = {
    Type: { TRANSACTION: 'transaction' },
    create: ({ filters }) => ({ run: () => ({ getRange: () => found(filters[0][2]) }) }),
  };
  return { books, record, search };
}

module.exports = { ledger };
