/**
 * POST {customer | transaction, externalId, title, text[, direction]}: a user note, which the REST record service has
 * not. The same external id twice makes one note.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 * @NModuleScope SameAccount
 */
define(['N/record', 'N/search', './lib/refuse'], (record, search, refuse) => {
  const mostTitle = 300;
  const mostText = 4000;

  const existing = (externalId) => {
    const found = search
      .create({ type: 'note', filters: [['externalidstring', 'is', externalId]], columns: ['internalid'] })
      .run()
      .getRange({ start: 0, end: 1 });
    return found.length > 0 ? String(found[0].id) : null;
  };

  const target = (body) => {
    const kinds = ['customer', 'transaction'].filter((kind) => body?.[kind] !== undefined);
    if (kinds.length !== 1) {
      throw refuse.refusal('NO_TARGET', "A note belongs to one 'customer' or one 'transaction'.");
    }
    return { field: kinds[0] === 'customer' ? 'entity' : 'transaction', id: refuse.id(body, kinds[0]) };
  };

  const post = (body) => {
    const externalId = refuse.text(body, 'externalId', 60);
    const { field, id } = target(body);
    const title = refuse.text(body, 'title', mostTitle);
    const text = refuse.text(body, 'text', mostText);
    const known = existing(externalId);
    if (known) {
      return { id: known, created: false };
    }
    const note = record.create({ type: 'note' });
    note.setValue({ fieldId: 'externalid', value: externalId });
    note.setValue({ fieldId: field, value: id });
    note.setValue({ fieldId: 'title', value: title });
    note.setValue({ fieldId: 'note', value: text });
    if (body.direction !== undefined) {
      note.setValue({ fieldId: 'direction', value: body.direction === 'in' ? '1' : '2' });
    }
    return { id: String(note.save()), created: true };
  };

  return { post };
});
