/**
 * Runs once when the project is deployed: makes the saved search in which people see what Turnstone wrote. SDF can
 * carry a saved search only as an opaque export, so it is made in words here; one that exists is left as it is.
 *
 * @NApiVersion 2.1
 * @NScriptType SDFInstallationScript
 * @NModuleScope SameAccount
 */
define(['N/search', 'N/log'], (search, log) => {
  const id = 'customsearch_turnstone_postings';

  const exists = () => {
    try {
      search.load({ id });
      return true;
    } catch {
      return false;
    }
  };

  const run = () => {
    if (exists()) {
      log.audit({ title: 'Turnstone', details: `${id} is there already.` });
      return;
    }
    search
      .create({
        type: search.Type.TRANSACTION,
        title: 'Turnstone postings',
        id,
        isPublic: false,
        filters: [['mainline', 'is', 'T'], 'and', ['custbody_turnstone_decision', 'isnotempty', '']],
        columns: [
          search.createColumn({ name: 'trandate', sort: search.Sort.DESC }),
          'type',
          'tranid',
          'entity',
          'fxamount',
          'currency',
          'externalid',
          'custbody_turnstone_decision',
          'custbody_turnstone_decided_by',
          'custbody_turnstone_approved_by',
        ],
      })
      .save();
    log.audit({ title: 'Turnstone', details: `${id} was made.` });
  };

  return { run };
});
