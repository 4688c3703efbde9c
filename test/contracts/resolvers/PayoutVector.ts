// properties: R1, R12, C14, C15
import { expect } from "chai";
import { makeRandom } from "../../../tools/proof/random.ts";
import { ethers, networkHelpers } from "./resolverFixture.ts";

const LARGEST = 2n ** 64n - 1n;

const fixture = async () => ({ library: await ethers.deployContract("PayoutVectorHarness") });

/** By prime factors alone: no step of it is one of the contract's. */
function lowestTerms(payouts: bigint[]): bigint[] {
  let terms = payouts;
  for (let prime = 2n; terms.some((each) => each >= prime); prime += 1n) {
    while (terms.every((each) => each % prime === 0n)) terms = terms.map((each) => each / prime);
  }
  return terms;
}

const hashOf = (terms: bigint[]) => ethers.keccak256(ethers.concat(terms.map((each) => ethers.toBeHex(each, 32))));

describe("PayoutVector.answerHash", () => {
  it("is the hash of the payouts in lowest terms", async () => {
    const { library } = await networkHelpers.loadFixture(fixture);
    const random = makeRandom(70_30);
    for (let run = 0; run < 200; run += 1) {
      const terms = Array.from({ length: 2 + Math.floor(random.next() * 6) }, () => random.pick([0n, 1n, random.below(400n)]));
      if (terms.every((each) => each === 0n)) continue;
      const scale = random.pick([1n, 2n, 30n, random.below(2n ** 50n) + 1n]);
      const payouts = terms.map((each) => each * scale);
      expect(await library.answerHash(payouts), `${payouts}`).to.equal(hashOf(lowestTerms(terms)));
    }
  });

  it("is the same for two vectors exactly if they pay every outcome the same fraction", async () => {
    const { library } = await networkHelpers.loadFixture(fixture);
    const random = makeRandom(8);
    const sum = (payouts: bigint[]) => payouts.reduce((total, each) => total + each, 0n);
    let same = 0;
    for (let run = 0; run < 300; run += 1) {
      const a = [0, 1].map(() => random.pick([0n, 1n, 2n, LARGEST, LARGEST - 1n, LARGEST / 3n, random.below(LARGEST)]));
      const b = random.pick([
        a.map((each) => each / 3n),
        a.map((each) => (each > LARGEST / 2n ? each : each * 2n)),
        a.with(0, random.below(9n)),
      ]);
      if (sum(a) === 0n || sum(b) === 0n) continue;
      const isSame = a.every((each, outcome) => each * sum(b) === (b[outcome] as bigint) * sum(a));
      if (isSame) same += 1;
      expect((await library.answerHash(a)) === (await library.answerHash(b)), `${a} and ${b}`).to.equal(isSame);
    }
    expect(same).to.be.within(50, 250);
  });

  it("tells outcomes and their number apart", async () => {
    const { library } = await networkHelpers.loadFixture(fixture);
    const vectors = [
      [],
      [1n, 0n],
      [0n, 1n],
      [1n, 0n, 0n],
      [0n, 1n, 0n],
      [1n, 1n],
      [1n, 2n],
      [2n, 1n],
      [LARGEST, 1n],
      [LARGEST, LARGEST - 1n],
    ];
    const hashes = await Promise.all(vectors.map((each) => library.answerHash(each)));
    expect(new Set(hashes).size).to.equal(vectors.length);
    expect(hashes).to.deep.equal(vectors.map(hashOf)); // all in lowest terms already
  });

  it("of no payouts is the hash of nothing, which means too early; of zeros it is theirs", async () => {
    const { library } = await networkHelpers.loadFixture(fixture);
    expect(await library.answerHash([])).to.equal(ethers.keccak256("0x"));
    expect(await library.TOO_EARLY()).to.equal(ethers.keccak256("0x"));
    expect(await library.answerHash([0n, 0n])).to.equal(hashOf([0n, 0n]));
  });

  it("leaves the vector as it was", async () => {
    const { library } = await networkHelpers.loadFixture(fixture);
    const [hash, afterwards] = await library.answerHashInMemory([70n, 30n]);
    expect(hash).to.equal(hashOf([7n, 3n]));
    expect(afterwards).to.deep.equal([70n, 30n]);
  });

  it("costs less than 350,000 gas at 256 outcomes, whatever the payouts", async () => {
    const { library } = await networkHelpers.loadFixture(fixture);
    // neighbours in this sequence take Euclid's algorithm the most steps
    const fibonacci = [1n];
    for (let [last, next] = [1n, 2n]; next <= LARGEST; [last, next] = [next, last + next]) fibonacci.push(next);
    const [a, b] = fibonacci.slice(-2) as [bigint, bigint];
    for (const payouts of [
      Array.from({ length: 256 }, (_, index) => (index % 2 === 0 ? a : b)),
      Array.from({ length: 256 }, (_, index) => fibonacci[fibonacci.length - 1 - (index % fibonacci.length)] as bigint),
      Array.from({ length: 256 }, () => LARGEST),
    ]) {
      expect(await library.answerHash.estimateGas(payouts)).to.be.lessThan(350_000n); // the call itself included
    }
  });
});
