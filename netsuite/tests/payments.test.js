const { load, refusalOf } = require('./load');
const { ledger } = require('./stubs/payments');

const open = () => ledger([
  { doc: '11', customer: '7', list: 'apply', due: 100 },
  { doc: '12', customer: '7', list: 'apply', due: 50 },
  { doc: '13', customer: '7', list: 'apply', line: 3, due: 20 },
  { doc: '14', customer: '8', list: 'apply', due: 20 },
  { doc: '21', customer: '7', list: 'credit', due: 30 },
]);

const body = (changes = {}) => ({
  externalId: 'ts-abc', customer: '7', currency: '1', exchangeRate: '1', date: '2024-03-15', payment: '98',
  undepFunds: true, fields: { custbody_turnstone_decision: 'd1' },
  apply: [{ doc: '11', line: '0', amount: '98', discount: '2' }], ...changes,
});

describe('a payment that takes a discount', () => {
  const start = () => {
    const { books, record, search } = open();
    return { books, discount: load('discount', { 'N/record': record, 'N/search': search }) };
  };

  test('closes the invoice with payment and discount, and says what it holds', () => {
    const { books, discount } = start();
    expect(discount.post(body())).toEqual({
      id: '900', created: true, amount: '98', applied: '98', unapplied: '0',
      apply: [{ doc: '11', line: '0', amount: '98', discount: '2' }], credit: [],
    });
    expect(books.documents[0].due).toBe(0);
    expect(books.saved['900'].values).toMatchObject({ undepfunds: 'T', autoapply: false, custbody_turnstone_decision: 'd1' });
  });

  test('sent twice makes one payment and changes nothing', () => {
    const { books, discount } = start();
    const first = discount.post(body());
    expect(discount.post(body({ payment: '1', apply: [{ doc: '12', amount: '1' }] }))).toEqual({ ...first, created: false });
    expect(books.saves).toBe(1);
  });

  test('refuses an external id that another kind of document has', () => {
    const { books, discount } = start();
    discount.post(body());
    books.saved['900'].values.kind = 'Journal';
    expect(refusalOf(() => discount.post(body()))).toBe('TURNSTONE_TAKEN');
  });

  test('nets a credit memo in the same payment', () => {
    const { books, discount } = start();
    const answer = discount.post(body({
      payment: '20', apply: [{ doc: '12', amount: '50' }], credit: [{ doc: '21', amount: '30' }],
    }));
    expect(answer).toMatchObject({ unapplied: '0', credit: [{ doc: '21', line: '0', amount: '30' }] });
    expect(books.documents.map((document) => document.due)).toEqual([100, 0, 20, 20, 0]);
  });

  test.each([
    ['more than is due', { apply: [{ doc: '11', amount: '100', discount: '0.01' }] }, 'TURNSTONE_ABOVE_DUE'],
    ["another customer's document", { apply: [{ doc: '14', amount: '1' }] }, 'TURNSTONE_NOT_OPEN'],
    ['another line of the document', { apply: [{ doc: '13', line: '0', amount: '1' }] }, 'TURNSTONE_NOT_OPEN'],
    ['a document twice', { apply: [{ doc: '11', amount: '1' }, { doc: '11', amount: '2' }] }, 'TURNSTONE_TWICE'],
    ['nothing to apply', { apply: [] }, 'TURNSTONE_NOT_A_LIST'],
    ['an amount with an exponent', { payment: '1e3' }, 'TURNSTONE_NOT_AN_AMOUNT'],
    ['a negative amount', { apply: [{ doc: '11', amount: '-1' }] }, 'TURNSTONE_NOT_AN_AMOUNT'],
    ['an id that is none', { customer: '7 or 1=1' }, 'TURNSTONE_NOT_AN_ID'],
    ['a day that is none', { date: '2024-02-30' }, 'TURNSTONE_NOT_A_DAY'],
    ['neither account nor undeposited funds', { undepFunds: false }, 'TURNSTONE_NO_ACCOUNT'],
    ['both of them', { account: '5' }, 'TURNSTONE_NO_ACCOUNT'],
    ["a field that is not Turnstone's", { fields: { custbody_other: 'x' } }, 'TURNSTONE_FOREIGN_FIELD'],
    ['no external id', { externalId: '' }, 'TURNSTONE_MISSING'],
    ['an external id too long', { externalId: 'x'.repeat(61) }, 'TURNSTONE_TOO_LONG'],
  ])('refuses %s and saves nothing', (_, changes, code) => {
    const { books, discount } = start();
    expect(refusalOf(() => discount.post(body(changes)))).toBe(code);
    expect(books.saves).toBe(0);
  });
});

describe('lines brought to a wanted state', () => {
  const start = (units = 1000) => {
    const { books, record, search } = open();
    load('discount', { 'N/record': record, 'N/search': search }).post(body({ apply: [{ doc: '11', amount: '98' }] }));
    let left = units;
    const runtime = { getCurrentScript: () => ({ getRemainingUsage: () => (left -= 50) }) };
    return { books, apply: load('apply', { 'N/record': record, 'N/runtime': runtime }) };
  };

  const wish = (apply, changes = {}) => ({ payment: '900', customer: '7', apply, ...changes });

  test('moves money from one document to another', () => {
    const { books, apply } = start();
    const answer = apply.post({ payments: [wish([{ doc: '12', amount: '50' }, { doc: '11', amount: '0' }])] });
    expect(answer).toMatchObject({ left: 0, results: [{ payment: '900', changed: 2, applied: '50', unapplied: '48' }] });
    expect(books.documents.map((document) => document.due)).toEqual([100, 0, 20, 20, 30]);
  });

  test('sent again changes and saves nothing', () => {
    const { books, apply } = start();
    const wanted = { payments: [wish([{ doc: '12', amount: '50' }, { doc: '11', amount: '48' }])] };
    apply.post(wanted);
    const { saves, commits } = books;
    expect(apply.post(wanted).results[0]).toMatchObject({ changed: 0, applied: '98' });
    expect([books.saves, books.commits]).toEqual([saves, commits]);
  });

  test('leaves lines alone that are not named', () => {
    const { apply } = start();
    expect(apply.post({ payments: [wish([{ doc: '13', line: '3', amount: '0' }])] }).results[0])
      .toMatchObject({ changed: 0, apply: [{ doc: '11', amount: '98' }] });
  });

  test('one refused payment does not stop the others', () => {
    const { apply } = start();
    const { results } = apply.post({ payments: [
      wish([{ doc: '14', amount: '1' }]), wish([], { customer: '8' }), wish([], { payment: '77' }), null,
      wish([{ doc: '11', amount: '90' }]),
    ] });
    expect(results.map((result) => result.error?.code ?? result.applied)).toEqual([
      'TURNSTONE_NOT_OPEN', 'TURNSTONE_OTHER_CUSTOMER', 'RCRD_DSNT_EXIST', 'TURNSTONE_MISSING', '90',
    ]);
  });

  test('stops before the units are used up and says how many are left', () => {
    const { apply } = start(170);
    const answer = apply.post({ payments: [wish([]), wish([]), wish([])] });
    expect(answer.results).toHaveLength(2);
    expect(answer.left).toBe(1);
  });
});
