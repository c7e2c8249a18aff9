const { load, refusalOf } = require('./load');

const pdf = { name: 'Invoice_INV-1.pdf', size: 1000, getContents: () => 'JVBERi0=' };

describe('a document as PDF', () => {
  const start = (type, file = pdf) => {
    const calls = [];
    const render = { PrintMode: { PDF: 'PDF' }, transaction: (options) => (calls.push(options), file) };
    const search = {
      Type: { TRANSACTION: 'transaction' },
      lookupFields: () => (type ? { type: [{ value: type }], tranid: 'INV-1' } : {}),
    };
    return { calls, document: load('document', { 'N/render': render, 'N/search': search }) };
  };

  test('comes as base64 with its number', () => {
    const { calls, document } = start('CustInvc');
    expect(document.get({ id: '5', form: '77', locale: 'T' })).toEqual({
      id: '5', type: 'CustInvc', number: 'INV-1', name: pdf.name, mime: 'application/pdf', base64: 'JVBERi0=',
    });
    expect(calls).toEqual([{ entityId: 5, printMode: 'PDF', inCustLocale: true, formId: 77 }]);
  });

  test.each([
    ['a vendor bill', 'VendBill', pdf, { id: '5' }, 'TURNSTONE_NOT_PRINTABLE'],
    ['what the role cannot see', null, pdf, { id: '5' }, 'TURNSTONE_NOT_FOUND'],
    ['a file beyond what can be sent', 'CustInvc', { ...pdf, size: 11e6 }, { id: '5' }, 'TURNSTONE_TOO_LARGE'],
    ['an id that is none', 'CustInvc', pdf, { id: '../5' }, 'TURNSTONE_NOT_AN_ID'],
    ['no id', 'CustInvc', pdf, {}, 'TURNSTONE_MISSING'],
  ])('refuses %s', (_, type, file, query, code) => {
    expect(refusalOf(() => start(type, file).document.get(query))).toBe(code);
  });
});

describe('a statement as PDF', () => {
  const start = () => {
    const calls = [];
    const render = { PrintMode: { PDF: 'PDF' }, statement: (options) => (calls.push(options), pdf) };
    const format = { Type: { DATE: 'date' }, format: ({ value }) => `${value.getDate()}.${value.getMonth() + 1}.${value.getFullYear()}` };
    return { calls, statement: load('statement', { 'N/render': render, 'N/format': format }) };
  };

  test("hands its days over as the user's format writes them", () => {
    const { calls, statement } = start();
    expect(statement.get({ customer: '7', date: '2024-03-31', start: '2024-01-01', open: 'T', subsidiary: '2' }))
      .toMatchObject({ customer: '7', mime: 'application/pdf', base64: 'JVBERi0=' });
    expect(calls).toEqual([{
      entityId: 7, printMode: 'PDF', statementDate: '31.3.2024', startDate: '1.1.2024', openTransactionsOnly: true,
      inCustLocale: false, subsidiaryId: 2,
    }]);
  });

  test('refuses a day that is none', () => {
    expect(refusalOf(() => start().statement.get({ customer: '7', date: '31.3.2024' }))).toBe('TURNSTONE_NOT_A_DAY');
  });
});

describe('a note', () => {
  const start = () => {
    const saved = [];
    const record = {
      create: () => {
        const values = {};
        return { setValue: ({ fieldId, value }) => (values[fieldId] = value), save: () => saved.push(values) };
      },
    };
    const search = {
      create: ({ filters }) => ({ run: () => ({ getRange: () => saved.flatMap((values, at) =>
        (values.externalid === filters[0][2] ? [{ id: at + 1 }] : [])) }) }),
    };
    return { saved, note: load('note', { 'N/record': record, 'N/search': search }) };
  };

  const body = (changes = {}) => ({ customer: '7', externalId: 'n1', title: 'Call', text: 'Pays on Friday.', ...changes });

  test('is written once, however often it is sent', () => {
    const { saved, note } = start();
    expect(note.post(body({ direction: 'in' }))).toEqual({ id: '1', created: true });
    expect(note.post(body())).toEqual({ id: '1', created: false });
    expect(saved).toEqual([{ externalid: 'n1', entity: '7', title: 'Call', note: 'Pays on Friday.', direction: '1' }]);
  });

  test('can belong to a transaction', () => {
    const { saved, note } = start();
    note.post(body({ customer: undefined, transaction: '12' }));
    expect(saved[0]).toMatchObject({ transaction: '12' });
  });

  test.each([
    ['two targets', { transaction: '1' }, 'TURNSTONE_NO_TARGET'],
    ['no target', { customer: undefined }, 'TURNSTONE_NO_TARGET'],
    ['a text too long', { text: 'x'.repeat(4001) }, 'TURNSTONE_TOO_LONG'],
  ])('refuses %s', (_, changes, code) => {
    const { saved, note } = start();
    expect(refusalOf(() => note.post(body(changes)))).toBe(code);
    expect(saved).toEqual([]);
  });
});
