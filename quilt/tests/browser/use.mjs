// Invented people and what they used of the health service: some with a journey, more without.

/** The same numbers in the same order every time. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The n-th NHS number of those kept for tests, 999…, whose check digit is right. */
function nhsNumbers(many) {
  const found = [];
  for (let n = 0; found.length < many; n += 1) {
    const nine = `999${String(n).padStart(6, '0')}`;
    const sum = [...nine].reduce((sum, digit, at) => sum + Number(digit) * (10 - at), 0);
    const check = 11 - (sum % 11);
    if (check !== 10) found.push(nine + (check === 11 ? 0 : check));
  }
  return found;
}

const MONTHS = Array.from({ length: 30 }, (_, n) => `${2024 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);
const BANDS = ['35-49', '50-64', '65-79', '80+'];

/** Two files: when journeys began, and what everybody used. */
export function invented({ journeys = 120, others = 400 } = {}) {
  const draw = chance(7);
  const people = nhsNumbers(journeys + others);
  const starts = ['NHS number,began'];
  const use = ['NHS number,month,kind,count,group,age_band,fifth'];
  people.forEach((number, n) => {
    const walks = n < journeys;
    const began = 13 + (n % 4);
    const usual = 0.15 + draw() * draw() * 1.2 + (walks ? 0.15 : 0);
    const about = `${walks ? 'journey' : 'comparison'},${BANDS[n % 4]},${(n % 3) + 1}`;
    if (walks) starts.push(`${number},${MONTHS[began]}`);
    MONTHS.forEach((month, at) => {
      // Asked for when things were bad; a little less afterwards.
      const now = walks && at < began && at > began - 6 ? usual * 1.6 : walks && at > began ? usual * 0.8 : usual;
      let count = 0;
      for (let p = Math.exp(-now), left = draw(); left > p && count < 20; count += 1) left *= draw();
      const [gp, ae] = [count, draw() < now / 15 ? 1 : 0];
      if (gp > 0 || at === 0) use.push(`${number},${month},gp,${gp},${about}`);
      if (ae > 0 || at === 0) use.push(`${number},${month},ae,${ae},${about}`);
    });
  });
  return { starts: `${starts.join('\n')}\n`, use: `${use.join('\n')}\n` };
}
