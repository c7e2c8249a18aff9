// Runs four published clients unchanged against the sandbox whose credentials file is named; prints one line per check
// and ends with 1 where one failed. netsuite-rest, @fye/netsuite-rest-api and nsrestlet sign with TBA,
// @brokenrubik/netsuite-sdk gets its token with PS256.
const fs = require('node:fs');
const assert = require('node:assert');
const NetsuiteRest = require('netsuite-rest');
const { NetSuiteClient } = require('@brokenrubik/netsuite-sdk');
const rest = require('@fye/netsuite-rest-api');
const nsrestlet = require('nsrestlet');

const credentials = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const { tba, oauth2 } = credentials;

// The second client knows NetSuite's own hosts only: what it sends there goes to the sandbox, nothing else is changed.
const send = globalThis.fetch;
globalThis.fetch = (address, options) => send(String(address).replace(/^https:\/\/[^/]+/, credentials.base_url), options);

const signed = new NetsuiteRest({
  consumer_key: tba.consumer_key,
  consumer_secret_key: tba.consumer_secret,
  token: tba.token_id,
  token_secret: tba.token_secret,
  realm: credentials.account,
  base_url: credentials.base_url,
});
const client = new NetSuiteClient({
  accountId: credentials.account,
  clientId: oauth2.client_id,
  certificateId: oauth2.certificate_id,
  privateKey: oauth2.private_key_pem,
});
const settings = {
  netsuiteApiHost: new URL(credentials.base_url).host,
  consumerKey: tba.consumer_key,
  consumerSecret: tba.consumer_secret,
  netsuiteAccountId: credentials.account,
  netsuiteTokenKey: tba.token_id,
  netsuiteTokenSecret: tba.token_secret,
  netsuiteQueryLimit: 2,
  testEnv: true,
};
const script = nsrestlet.createLink(
  {
    accountId: credentials.account,
    tokenKey: tba.token_id,
    tokenSecret: tba.token_secret,
    consumerKey: tba.consumer_key,
    consumerSecret: tba.consumer_secret,
  },
  { url: `${credentials.restlet_url}?script=1&deploy=1` },
);
const customer = (companyName) => ({ companyName, subsidiary: { id: '1' } });
const wait = (job) => job.wait({ pollInterval: 20 });

const checks = {
  'tba: connects': async () => assert.equal((await signed.request({ path: '*', method: 'OPTIONS' })).statusCode, 204),
  'tba: creates and finds by filter': async () => {
    const body = JSON.stringify(customer('Söhne & Co'));
    assert.equal((await signed.request({ path: 'record/v1/customer', method: 'POST', body })).statusCode, 204);
    const filter = encodeURIComponent('companyName START_WITH "Söhne"');
    assert.equal((await signed.request({ path: `record/v1/customer?q=${filter}` })).data.totalResults, 1);
  },
  'tba: reads pages of SuiteQL by the next link': async () => {
    const body = JSON.stringify({ q: 'SELECT id, symbol FROM currency ORDER BY id' });
    const rows = [];
    for (let path = 'query/v1/suiteql?limit=2&offset=0'; path; ) {
      const page = (await signed.request({ path, method: 'POST', body })).data;
      rows.push(...page.items);
      path = page.links.find((link) => link.rel === 'next')?.href.split('/services/rest/')[1];
    }
    assert.deepEqual(rows.map((row) => row.symbol), ['USD', 'GBP', 'CAD', 'EUR', 'JPY']);
  },
  'tba: reads the reason of a refusal': async () => {
    const refused = await signed.request({ path: 'record/v1/customer/999999' }).catch((error) => error);
    assert.equal(refused.response.statusCode, 404);
    assert.match(JSON.parse(refused.response.body)['o:errorDetails'][0].detail, /record instance does not exist/);
  },
  'oauth2: creates, reads, updates, upserts, deletes': async () => {
    const { id } = await client.createRecord('customer', customer('By token'));
    await client.updateRecord('customer', id, { comments: 'seen' });
    assert.equal((await client.getRecord('customer', id)).comments, 'seen');
    const first = await client.upsertRecord('customer', 'client-1', customer('Upserted'));
    const again = await client.upsertRecord('customer', 'client-1', { comments: 'twice' });
    assert.equal(first.id, again.id);
    await client.deleteRecord('customer', id);
    await assert.rejects(client.getRecord('customer', id), /NONEXISTENT_ID/);
  },
  'oauth2: reads all rows of SuiteQL': async () =>
    assert.equal((await client.suiteqlAll('SELECT id FROM currency')).length, 5),
  'oauth2: runs a batch and reads each outcome': async () => {
    const items = [customer('One'), { subsidiary: { id: '1' } }, customer('Three')];
    const job = await client.batchCreate('customer', items, { idempotencyKey: 'batch-1' });
    const { succeeded, failed, results } = await wait(job);
    assert.deepEqual([succeeded, failed], [2, 1]);
    assert.match(results[1].error.message, /Company Name/);
    await assert.rejects(client.batchCreate('customer', items, { idempotencyKey: 'batch-1' }), { jobId: job.id });
    const ids = results.filter((one) => one.success).map((one) => one.recordId);
    assert.equal((await wait(await client.batchDelete('customer', ids))).succeeded, 2);
  },
  'tba, by got: creates, updates, reads with sublists, pages': async () => {
    const made = await rest.makeRequest(settings, {
      requestType: 'record', method: 'POST', path: 'services/rest/record/v1/customer', query: customer('By got'),
    });
    assert.equal(made.statusCode, 204);
    const id = made.headers.location.split('/').pop();
    const path = 'services/rest/record/v1/customer';
    assert.equal((await rest.update(settings, { id, path, updateValues: { comments: 'seen' } })).statusCode, 204);
    const read = await rest.makeRequest(settings, {
      requestType: 'record', method: 'GET', path: `${path}/${id}?${rest.expandAbleSubResourcesQueryParam}`,
    });
    assert.deepEqual([read.body.comments, read.body.currencyList.totalResults], ['seen', 1]);
    const first = await rest.makeRequest(settings, { requestType: 'suiteql', method: 'POST', query: 'SELECT id FROM currency' });
    const nextUrl = first.body.links.find((link) => link.rel === 'next').href;
    const next = await rest.makeRequest(settings, { requestType: 'suiteql', method: 'POST', query: 'SELECT id FROM currency', nextUrl });
    assert.deepEqual([next.body.offset, next.body.count, next.body.hasMore], [2, 2, true]);
    const set = await rest.makeRequest(settings, { requestType: 'dataset', method: 'GET', query: 'custdataset_customers' });
    assert.equal(set.statusCode, 200);
    const refused = await rest.makeRequest(settings, { requestType: 'record', method: 'GET', path: `${path}/0` });
    assert.match(refused.body['o:errorDetails'][0].detail, /record instance does not exist/);
  },
  'oauth2: reads many records by a batch, each as a task of its own': async () => {
    const made = await wait(await client.batchUpsert('customer', [
      { externalId: 'read-1', ...customer('Read one') },
      { externalId: 'read-2', ...customer('Read two') },
    ], { parallel: true }));
    const ids = made.results.map((one) => one.recordId);
    const read = await wait(await client.batchGet('customer', [...ids, '999999'], { fields: 'id,companyName' }));
    assert.deepEqual(read.results.map((one) => one.result?.companyName), ['Read one', 'Read two', undefined]);
    assert.deepEqual([read.succeeded, read.failed], [2, 1]);
  },
  'oauth2: runs a query as a job': async () => {
    const { results } = await wait(await client.suiteqlAsync('SELECT id FROM currency ORDER BY id', { limit: 2 }));
    assert.deepEqual(results[0].result.items.map((row) => row.id), ['1', '2']);
    assert.equal(results[0].result.hasMore, true);
  },
  'oauth2: reads the catalog in its three forms': async () => {
    const select = 'customer';
    assert.equal((await client.getMetadata({ select })).items[0].name, 'customer');
    assert.match((await client.getMetadata({ select, format: 'openapi3' })).openapi, /^3\./);
    assert.ok((await client.getMetadata({ select, format: 'jsonschema' })).properties.companyName);
  },
  'tba, restlets: signs what stands in the query, lists and signs too': async () => {
    const answer = await script.get({ word: "x y+z&ü='(!*)", list: [1, 2], deep: { a: { b: 'c' } } });
    assert.equal(answer.parameters.word, "x y+z&ü='(!*)");
    assert.deepEqual([answer.parameters['list[1]'], answer.parameters['deep[a][b]']], ['2', 'c']);
    assert.deepEqual((await script.get()).parameters, { script: '1', deploy: '1' });
    assert.equal((await script.delete({ id: 5 })).method, 'DELETE');
    assert.deepEqual((await script.put([{ a: 'ü' }])).body, [{ a: 'ü' }]);
    await assert.rejects(nsrestlet.createLink(
      { accountId: credentials.account, tokenKey: tba.token_id, tokenSecret: 'wrong',
        consumerKey: tba.consumer_key, consumerSecret: tba.consumer_secret },
      { url: `${credentials.restlet_url}?script=1&deploy=1` }).get({ list: [1] }),
      (error) => /Invalid login attempt/.test(error.message ?? JSON.stringify(error)));
  },
  'oauth2: calls a RESTlet': async () => {
    const answer = await client.callRestlet({ scriptId: '1', deployId: '1', method: 'POST', body: { a: 1 } });
    assert.deepEqual(answer.body, { a: 1 });
  },
};

(async () => {
  let failures = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log(`ok ${name}`);
    } catch (error) {
      failures += 1;
      console.log(`failed ${name}: ${error.message} ${error.response?.body ?? JSON.stringify(error.body) ?? ''}`);
    }
  }
  process.exitCode = failures === 0 ? 0 : 1;
})();
