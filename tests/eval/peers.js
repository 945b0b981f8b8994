// usage: peers.js MODULES NAME SENTENCES FILE: what a program of others makes of a text.
const fs = require('fs');
const [modules, name, count, file] = process.argv.slice(2);
const load = (module) => require(require.resolve(module, {paths: [modules]}));
const text = fs.readFileSync(file, 'utf8');
const n = Number(count);
const log = console.log;
console.log = () => {}; // some of them chat

const programs = {
  lexrank: () =>
    load('lexrank').summarize(text, n, (err, lines) => {
      if (err) throw err;
      lines.sort((a, b) => a.index - b.index).forEach((l) => log(l.text));
    }),
  'node-summarizer': () => {
    const {SummarizerManager} = load('node-summarizer');
    new SummarizerManager(text, n).getSummaryByRank().then((s) => log(s.summary));
  },
  'ts-textrank': () => {
    const t = load('ts-textrank');
    const config = new t.AbsoluteSummarizerConfig(
      n, new t.SorensenDiceSimilarity(), new t.DefaultTextParser(), 0.85,
      t.Summarizer.SORT_OCCURENCE);
    new t.Summarizer(config, new t.NullLogger())
      .summarize(text, 'en').forEach((s) => log(s));
  },
};
programs[name]();
