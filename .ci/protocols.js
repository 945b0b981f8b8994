// Validates logged request bodies against JSON Schemas made from the vendors' SDK types, and
// what passes between the program and Ollama against ollama.json.
//   node protocols.js NODE_MODULES DIR, where DIR has a folder of bodies a protocol, and files
//   of answers as Ollama, a line each
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv');

const [modules, dir] = process.argv.slice(2);
const generator = path.join(modules, 'ts-json-schema-generator/bin/ts-json-schema-generator.js');
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });

function check(file, type) {
    const out = path.join(dir, type + '.schema');
    execFileSync('node', [generator, '--no-type-check', '--path', path.join(modules, file),
        '--type', type, '-o', out]);
    return ajv.compile(JSON.parse(fs.readFileSync(out)));
}

const chat = 'openai/resources/chat/completions/completions.d.ts';
const messages = '@anthropic-ai/sdk/resources/messages/messages.d.ts';
const genai = '@google/genai/dist/genai.d.ts';
const openaiStream = check(chat, 'ChatCompletionCreateParamsStreaming');
const openaiWhole = check(chat, 'ChatCompletionCreateParamsNonStreaming');
const anthropicStream = check(messages, 'MessageCreateParamsStreaming');
const anthropicWhole = check(messages, 'MessageCreateParamsNonStreaming');
const config = check(genai, 'GenerationConfig');
const content = check(genai, 'Content');
const ollama = check('ollama/src/interfaces.ts', 'ChatRequest');
ajv.addSchema(JSON.parse(fs.readFileSync(path.join(__dirname, 'ollama.json'))));
const described = type => ajv.compile({ $ref: 'ollama#/$defs/' + type });
const chatRequest = described('ChatRequest');
const showRequest = described('ShowRequest');

function all(checks) {
    const bad = checks.filter(([validate, value]) => !validate(value));
    return bad.flatMap(([validate]) => validate.errors);
}

const protocols = {
    openai: b => all([[b.stream ? openaiStream : openaiWhole, b]]),
    anthropic: b => all([[b.stream ? anthropicStream : anthropicWhole, b]]),
    gemini: b => {
        const known = ['systemInstruction', 'contents', 'generationConfig'];
        const strange = Object.keys(b).filter(k => !known.includes(k));
        return strange.map(k => ({ message: 'unknown field ' + k })).concat(all([
            [config, b.generationConfig],
            [content, { role: 'user', ...b.systemInstruction }],
            ...b.contents.map(c => [content, c])]));
    },
    // The server knows `truncate` of /api/chat (its api/types.go), its client does not.
    ollama: b => {
        if (!b.messages) return all([[showRequest, b]]);
        const { truncate, ...client } = b;
        return all([[ollama, client], [chatRequest, b]]).concat(
            truncate === false && b.options && b.options.num_ctx > 0 ? [] :
                [{ message: 'an over-long prompt would be cut silently' }]);
    },
};

let failed = 0;
for (const [name, errors] of Object.entries(protocols)) {
    const files = fs.readdirSync(path.join(dir, name)).filter(f => f.endsWith('.json'));
    for (const f of files) {
        const found = errors(JSON.parse(fs.readFileSync(path.join(dir, name, f))));
        if (!found.length) continue;
        failed++;
        console.log(name, f, JSON.stringify(found.slice(0, 5), null, 1));
    }
    console.log(`${name}: ${files.length} bodies are as the SDK's types say`.replace(
        'are as', failed ? 'were held to what' : 'are as'));
    // The oracle must be able to refuse: a body with a field that nobody knows.
    const spoilt = JSON.parse(fs.readFileSync(path.join(dir, name, files[0])));
    (spoilt.generationConfig || spoilt).num_ctx = 'x';
    if (!errors(spoilt).length) { console.log(name, 'accepts anything'); failed++; }
}

for (const type of ['ListResponse', 'ShowResponse', 'ChatResponse']) {
    const lines = fs.readFileSync(path.join(dir, type), 'utf8').split('\n').filter(l => l.trim());
    const answers = lines.map(l => JSON.parse(l));
    const found = all(answers.map(a => [described(type), a]));
    if (found.length || !answers.length) {
        failed++;
        console.log('ollama', type, JSON.stringify(found.slice(0, 5), null, 1));
    }
    if (!all([[described(type), { models: 'x', model_info: 'x', message: 'x' }]]).length) {
        console.log(type, 'accepts anything');
        failed++;
    }
}
console.log('ollama: what the test server answers is as its description says');
process.exit(failed ? 1 : 0);
