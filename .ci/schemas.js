// Validates KIND-NAME.json files against SCHEMAS/KIND.schema.json.
//   node schemas.js SCHEMAS FILE...
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv/dist/2020');

const [schemas, ...files] = process.argv.slice(2);
const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
const kinds = {};
let failed = 0;

for (const file of files) {
    const kind = path.basename(file).split('-')[0];
    kinds[kind] ||= ajv.compile(JSON.parse(fs.readFileSync(path.join(schemas, kind + '.schema.json'))));
    const value = JSON.parse(fs.readFileSync(file));
    if (!kinds[kind](value)) {
        failed++;
        console.log(file, JSON.stringify(kinds[kind].errors.slice(0, 5), null, 1));
    }
    // It must be able to refuse.
    if (kinds[kind]({ ...value, unheard_of: 1 })) {
        failed++;
        console.log(`${kind}: a field that nobody knows was not refused`);
    }
}
console.log(`${files.length} outputs held to their schemas, ${failed} faults`);
process.exit(failed ? 1 : 0);
