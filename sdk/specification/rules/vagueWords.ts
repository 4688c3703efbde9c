import type { Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";
import { wordsIn } from "./wordsIn.ts";

/** What a word of size is said of where it is vague; elsewhere it may be a name or a fact ("large intestine", "light year"). */
const MEASURED =
  "(?:turnout|levels?|numbers?|amounts?|quantit(?:y|ies)|volumes?|shares?|parts?|portions?|majority|minority|margins?|scale|extent|degree|crowds?|losses|gains?|results?|performance|seasons?|quality|weather|rain(?:fall)?|snow(?:fall)?|winds?|storms?|damage|casualties|growth|demand|support|evidence|indications?|signs?|interest|reactions?|impact|effects?|changes?|increases?|decreases?|drops?|rises?|steps?|moves?|progress|chance|probability|success|incidents?|issues?|problems?|attacks?|offensives?|operations?|outages?|disruptions?|protests?|events?|cities|city|areas?|territor(?:y|ies)|banks?|compan(?:y|ies)|countr(?:y|ies)|powers?|economies|airlines?|exchanges?|projects?|cuts?|breakthroughs?|scandals?|deals?|developments?|announcements?)";
const PUBLIC =
  "(?:media|news|press|outlets?|newspapers?|publications?|sources?|reporting|reports?|journalists?|experts?|analysts?|observers?|commentators?|scholars?|people|fans|users|voters|critics|countries|governments|accounts)";
const UNITS = "(?:hundred|thousand|million|billion|half|a third|a quarter|noon|midnight|mid-?day)";

/** Words and phrases that leave room for judgement, by the kind of doubt. */
const VAGUE: readonly string[] = [
  // how much
  "significan(?:t|tly|ce)|substantial(?:ly)?|considerabl[ey]|size?able|appreciabl[ey]|notabl[ey]|noteworthy|remarkabl[ey]|meaningful(?:ly)?|materially",
  "material (?:adverse|change|breach|effect|impact|difference|increase|decrease|improvement)s?",
  "(?:serious|severe|drastic(?:al)?|dramatic(?:al)?|massive|enormous|overwhelming|extensive|excessive|extreme|profound|vast|marked|noticeabl|tremendous|intense?|grave)(?:ly|y)?|hugely|huge|widespread|wide-?ranging|large-?scale|far-?reaching|sweeping",
  `(?:major|minor|large|small|big|great|high|low|heavy|light|strong|weak|good|bad|poor|mild|moderate|decent|solid|sharp|steep|deep|clear|normal|healthy|limited|key|important) ${MEASURED}`,
  "sharply|steeply|strongly|heavily|greatly|vastly|largely|mostly|mainly|partly|partially|broadly|loosely|widely|extensively|modestly|moderately|slightly|somewhat|rather (?:high|low|large|small)|fairly|quite|very|highly (?:likely|unusual|regarded|rated|successful|visible)|high-?profile|long-?lasting|short-?lived",
  "(?:a )?(?:great|good) deal of|a lot|lots of|plenty|a (?:few|handful|couple|number|bunch|majority of people)\\b|several|numerous|countless|dozens|hundreds of|thousands of|(?<!how )many|multiple(?! of| choice)|various|enough|too (?:many|much|few)|a (?:small|large|fair) (?:number|amount)",
  "some (?:kind|sort|form|degree|extent|amount|people|experts|media|reports|sources|point)",
  // how near
  `(?:about|around|near|close to|almost|nearly|some) (?:[$€£¥]? ?\\d|${UNITS})|approximate(?:ly)?|approx\\.?|roughly|circa|or so\\b|or thereabouts|give or take|more or less|just (?:over|under|about|above|below)|well (?:over|above|below|under|beyond)|upwards of|north of [$€£]?\\d|in the (?:region|neighbou?rhood|vicinity|order|range) of (?:about|around|[$€£]?\\d)|on the order of|somewhere (?:near|around|between)|\\d+-?ish|in the (?:low|mid|high)(?:-| )(?:\\d+s|single|double)`,
  // how likely, how certain
  "likely|unlikely|probabl[ey]|possibly|perhaps|presumably|conceivabl[ey]|arguabl[ey]|supposed(?:ly)?|alleged(?:ly)?|reported(?:ly)(?: |$)|seemingly|apparent(?:ly)?|evident(?:ly)?|obvious(?:ly)?|clearly|undoubtedly|unambiguous(?:ly)?|credibl[ey]|plausibl[ey]|conclusive(?:ly)?|definitive (?:evidence|proof|answer)|convincing(?:ly)?|compelling|beyond (?:reasonable )?doubt|is expected to|are expected to",
  // by whose standard
  "reasonabl[ey]|unreasonabl[ey]|reasonableness|adequate(?:ly)?|inadequate(?:ly)?|sufficient(?:ly)?|insufficient(?:ly)?|satisfactor(?:y|ily)|appropriate(?:ly)?|suitabl[ey]|acceptabl[ey]|properly|unusual(?:ly)?|abnormal(?:ly)?|extraordinar(?:y|ily)|exceptional(?:ly)?|impressive(?:ly)?|worthy|decent(?:ly)?|successful(?:ly)?|a (?:success|failure|hit|flop|disaster)|popular(?!(?: vote|ly elected))|famous|well-?known|well-?received|good faith|best efforts?|common sense|in the spirit of|spirit of the (?:market|rules|question)|subjective(?:ly)?|fair and|legitimate(?:ly)?|bona fide|genuine(?:ly)?|truly|really|meaning(?:ful)? engagement|viable|tangible|controversial|scandalous|influential|prominent(?:ly)?|crucial|vital|pivotal|historic(?! (?:data|price|value|record)s?)|unprecedented",
  "generally|commonly|usually|normally|typically|ordinarily|customarily|traditionally|conventionally|effectively|essentially|basically|virtually|practically|de facto|in (?:effect|practice|essence|principle|substance)|for all intents and purposes|on the whole|by and large|for the most part|to (?:some|a (?:large|great|certain|significant)) (?:extent|degree)",
  `(?:reliabl[ey]|reputable|trustworthy|trusted|respected|authoritative|mainstream|leading|major|independent|multiple|established|prominent|top-?tier|well-?regarded|(?:most|many|some|enough)) ${PUBLIC}`,
  "by (?:most|all|many|several|some) accounts|(?:experts?|observers|analysts|commentators|people|insiders|pundits|critics|historians|scientists) (?:agree|say|believe|think|consider|expect)|public opinion|(?:general|broad|scientific|media|expert|community|public|emerging) consensus|consensus (?:among|view|opinion)|the (?:public|community|world|market) (?:sees|agrees|considers|believes|thinks|feels)",
  "(?:is|are|was|were|be|been|being) (?:believed|thought|rumou?red|perceived|regarded|seen|viewed|understood|felt|hailed|recogni[sz]ed) (?:to|as|by)|considered (?:by (?:most|many|some|experts|the public|people)|a (?:success|failure|win|loss|victory|defeat))",
  "in the (?:opinion|view|judge?ment|eyes|estimation) of|in (?:my|our|his|her|their) (?:opinion|view|judge?ment)|(?:at|in|under) (?:the |my |our |its |his |her |their )?(?:\\w+(?:'s|’s)? )?(?:sole |own |absolute )?discretion|discretionary|as (?:I|we|the (?:creator|author|resolver|moderators?|admins?|community|judges?)) (?:see|deem|decide|determine|judge|think)s? (?:fit|it)?|(?:deemed|judged|determined|decided|considered|assessed) (?:\\w+ )?by (?:me|us|the (?:market(?:'s)? )?(?:creator|author|resolver|moderators?|admins?|community|proposer|public|majority)|a majority|common sense|someone|experts?|observers?)|as determined by (?!(?:the )?[A-Z])|(?:we|I) (?:will|shall) (?:decide|determine|judge)|best judge?ment|(?:use|using|my|our) judge?ment|up to (?:me|us|the creator|the resolver)",
  // how long
  "soon|sooner or later|shortly|promptly|quickly|swiftly|rapidly|speedily|imminent(?:ly)?|eventual(?:ly)?|before long|for (?:a while|some time|a long time|long enough|a sustained period|an extended period)|in due course|in good time|timely|without (?:undue |unreasonable )?delay|as soon as (?:possible|practicable|it can)|at some (?:point|stage)|in a while|sustained(?: period)?|prolonged|temporar(?:y|ily)|briefly|permanent(?: ceasefire| peace| deal)|long-?term|short-?term|near-?term|medium-?term|regularly|frequently|often|occasionally|repeatedly|consistently",
  // what else
  "etc\\b|and so (?:on|forth)|and the like|or the like|or (?:something )?similar(?:ly)?|or equivalent|or comparable|(?:a|any) similar|similar to|comparable|among other things|inter alia|and\\/or|as (?:needed|necessary|required)|if (?:necessary|needed|possible|practicable|applicable)|where (?:appropriate|applicable|possible)|as the case may be|whichever (?:seems|makes)|such things|something like",
];

/** Names and technical terms that contain such a word. */
const NAMES =
  /sustained winds?|generally available|as many(?: as| or)|Major League|Soon(?:er| -)|(?:quite|very) (?:same|last|first)\b|significant (?:figures?|digits?)|statistically significant|Likely Voters?|Popular (?:Front|Party|Mobilization)|several (?:and joint|liability)|severe (?:thunderstorm|tropical|weather) (?:warnings?|watch(?:es)?|storm|outlook)|(?:low|high)-pressure|many-to-many|multiple sclerosis|Various Artists|Common Sense Media|material science|adequate yearly|extraordinary (?:general )?(?:meeting|session|rendition)|historic (?:site|district)|permanent (?:resident|representative|member)|temporary (?:workers?|protected)|near earth|Virtually Human|Reasonable Doubt|General Consensus|Normally Open|Great (?:Britain|Wall|Lakes)|significant\.php/gi;

export const vagueWordRules: readonly Rule[] = [
  {
    code: "vague-words",
    severity: "warning",
    judges: "text",
    why: "Words that leave room for judgement end in disputes.",
    check: (specification) =>
      proseOf(specification)
        .filter(({ path }) => path[0] !== "outcomes" && path[0] !== "bands")
        .flatMap(({ path, text }) =>
          wordsIn(text, VAGUE, NAMES).map((word) => ({
            path,
            quote: word,
            message: `"${word}" can be read in more than one way`,
            suggestion: "Name a number, a document or a person whose word decides.",
          })),
        ),
  },
];
