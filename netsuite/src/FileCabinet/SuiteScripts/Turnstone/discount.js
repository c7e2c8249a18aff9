/**
 * POST: a customer payment whose apply lines take discounts, for accounts where the REST record service shows no
 * discount columns. The external id is looked up first: a payment that exists is read and handed back, never changed.
 *
 * {externalId, customer, subsidiary?, currency, exchangeRate, date, period?, payment, undepFunds | account, arAccount?,
 *  checkNumber?, memo?, fields?: {custbody_turnstone_…}, apply: [{doc, line, amount, discount}], credit?: [{doc, line, amount}]}
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 * @NModuleScope SameAccount
 */
define(['N/record', 'N/search', './lib/refuse', './lib/lines'], (record, search, refuse, lines) => {
  /** Oracle warns above a thousand lines. */
  const mostLines = 1000;

  const existing = (externalId) => {
    const found = search
      .create({
        type: search.Type.TRANSACTION,
        filters: [['externalidstring', 'is', externalId], 'and', ['mainline', 'is', 'T']],
        columns: ['type'],
      })
      .run()
      .getRange({ start: 0, end: 2 });
    if (found.length === 0) {
      return null;
    }
    if (found[0].getValue({ name: 'type' }) !== 'CustPymt') {
      throw refuse.refusal('TAKEN', `The external id ${externalId} belongs to another kind of transaction, ${found[0].id}.`);
    }
    return String(found[0].id);
  };

  const answer = (id, created) => ({
    id,
    created,
    ...lines.held(record.load({ type: record.Type.CUSTOMER_PAYMENT, id, isDynamic: true })),
  });

  const setHead = (payment, body) => {
    const set = (fieldId, value) => payment.setValue({ fieldId, value });
    if (body.subsidiary !== undefined) {
      set('subsidiary', refuse.id(body, 'subsidiary'));
    }
    set('currency', refuse.id(body, 'currency'));
    set('exchangerate', refuse.amount(body, 'exchangeRate'));
    if (body.arAccount !== undefined) {
      set('aracct', refuse.id(body, 'arAccount'));
    }
    set('trandate', refuse.day(body, 'date'));
    if (body.period !== undefined) {
      set('postingperiod', refuse.id(body, 'period'));
    }
    setMoney(set, body);
  };

  const setMoney = (set, body) => {
    if ((body.account === undefined) === (body.undepFunds !== true)) {
      throw refuse.refusal('NO_ACCOUNT', "The money goes to one 'account' or, with undepFunds true, to undeposited funds.");
    }
    set('undepfunds', body.undepFunds === true ? 'T' : 'F');
    if (body.account !== undefined) {
      set('account', refuse.id(body, 'account'));
    }
    set('autoapply', false);
    set('payment', refuse.amount(body, 'payment', { zero: true }));
    if (body.checkNumber !== undefined) {
      set('checknum', refuse.text(body, 'checkNumber', 45));
    }
    if (body.memo !== undefined) {
      set('memo', refuse.text(body, 'memo', 999));
    }
    for (const [name, value] of Object.entries(body.fields ?? {})) {
      if (!/^custbody_turnstone_[a-z_]{1,30}$/.test(name)) {
        throw refuse.refusal('FOREIGN_FIELD', `'${name}' is not one of Turnstone's fields.`);
      }
      set(name, value);
    }
  };

  const post = (body) => {
    const externalId = refuse.text(body, 'externalId', 60);
    const customer = refuse.id(body, 'customer');
    const apply = refuse.list(body, 'apply', mostLines);
    const known = existing(externalId);
    if (known) {
      return answer(known, false);
    }
    const payment = record.create({
      type: record.Type.CUSTOMER_PAYMENT,
      isDynamic: true,
      defaultValues: { entity: customer },
    });
    payment.setValue({ fieldId: 'externalid', value: externalId });
    setHead(payment, body);
    lines.bring(payment, 'apply', apply);
    lines.bring(payment, 'credit', body.credit);
    return answer(String(payment.save()), true);
  };

  return { post };
});
