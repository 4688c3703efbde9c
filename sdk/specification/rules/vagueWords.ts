import type { Rule } from "./rule.ts";
import { proseOf } from "./texts.ts";
import { wordsIn } from "./wordsIn.ts";

/** What a word of size is said of where it is vague; elsewhere it may be a name or a fact ("large intestine", "light year"). */
const MEASURED =
  "(?:turnout|levels?|numbers?|amounts?|quantit(?:y|ies)|volumes?|shares?|parts?|portions?|majority|minority|margins?|scale|extent|degree|crowds?|audiences?|attendance|losses|gains?|results?|performance|coverage|seasons?|quality|weather|rain(?:fall)?|snow(?:fall)?|winds?|storms?|damage|casualties|growth|demand|support|opposition|pressure|evidence|indications?|signs?|interest|reactions?|reviews?|reception|criticism|backlash|impact|effects?|changes?|increases?|decreases?|drops?|rises?|declines?|improvements?|deteriorations?|corrections?|rall(?:y|ies)|recover(?:y|ies)|slowdowns?|downturns?|escalations?|shifts?|steps?|moves?|progress|concessions?|reforms?|chance|probability|success|incidents?|issues?|problems?|setbacks?|cris[ei]s|attacks?|offensives?|operations?|strikes?|outages?|disruptions?|protests?|events?|cities|city|areas?|territor(?:y|ies)|banks?|compan(?:y|ies)|countr(?:y|ies)|powers?|economies|airlines?|exchanges?|investors?|donors?|candidates?|contenders?|politicians?|officials?|figures?|bills?|investments?|upgrades?|projects?|cuts?|breakthroughs?|scandals?|deals?|developments?|announcements?)";
const PUBLIC =
  "(?:media|news|press|outlets?|newspapers?|networks?|broadcasters?|publications?|sources?|reporting|reports?|journalists?|pollsters?|experts?|analysts?|economists?|observers?|commentators?|scholars?|people|fans|users|voters|critics|countries|governments|accounts)";
const UNITS = "(?:hundred|thousand|million|billion|half|a third|a quarter|noon|midnight|mid-?day)";
const NUMBER = "[$€£¥]? ?\\d[\\d.,]*(?:%|k|m|bn?)?";
/** Where a sentence goes on after a word that says how something is. */
const STOP = "(?= ?[,.;:!?)]| (?:and|or|by|in|on|at|as|if|when|during|after|before|until)\\b|$)";

/** Words and phrases that leave room for judgement, by the kind of doubt. */
const VAGUE: readonly string[] = [
  // how much
  "significan(?:t|tly|ce)|substantial(?:ly)?|considerabl[ey]|size?able|appreciabl[ey]|notabl[ey]|noteworthy|remarkabl[ey]|meaningful(?:ly)?|materially",
  "material (?:adverse|change|breach|effect|impact|difference|increase|decrease|improvement)s?",
  "(?:serious|severe|drastic(?:al)?|dramatic(?:al)?|massive|enormous|overwhelming|extensive|excessive|extreme|profound|vast|noticeabl|tremendous|intense?|grave)(?:ly|y)?|markedly|hugely|huge|widespread|wide-?ranging|large-?scale|far-?reaching|sweeping",
  `(?:top|major|minor|large|small|big|great|high|low|heavy|light|strong|weak|good|bad|poor|mild|moderate|decent|solid|sharp|steep|deep|clear|marked|sudden|rapid|slow|robust|steady|normal|healthy|limited|key|important|surprise) ${MEASURED}`,
  "real (?:progress|change|reforms?|improvement|efforts?|effects?|impact|concessions?|talks|peace|threat)|(?:safe|unsafe|dangerous) (?:levels?|distance|amounts?|conditions)",
  "(?:long|short|lengthy|brief) (?:pauses?|delays?|halts?|breaks?|interruptions?|outages?|trials?|illness|absence|wait|war|strikes?|while|suspension)",
  "(?:close|tight|narrow|comfortable|convincing|decisive|landslide|clear) (?:race|contest|game|match|fight|win|victory|defeat|loss|finish|election)|(?:by|in) a landslide",
  "(?:much|far|way|a lot|a bit) (?:better|worse|higher|lower|larger|smaller|stronger|weaker|more|less|fewer|smarter|faster|slower|cheaper)",
  `(?:is|are|was|were|be|been|being|becomes?|became|remains?|remained|stays?|stayed|seems?|looks?|proves?) (?:not )?(?:very |too |so |extremely )?(?:good|bad|big|large|small|high|low|strong|weak|poor|stable|unstable|healthy|tight|calm|normal|better|worse|disappointing|under control|on track|at risk|in trouble|doing well)${STOP}`,
  "(?:it (?:is|was|becomes?|became)|(?:is|are) made) clear",
  "sharply|steeply|strongly|heavily|greatly|vastly|largely|mostly|mainly|partly|partially|broadly|loosely|widely|extensively|modestly|moderately|slightly|somewhat|rather (?:high|low|large|small)|fairly|quite|very|highly (?:likely|unusual|regarded|rated|successful|visible)|high-?profile|long-?lasting|short-?lived",
  "(?:a )?(?:great|good) deal of|a lot|lots of|plenty|a (?:few|handful|couple|bunch|number of(?! (?:\\d|at least|exactly))|majority of people)\\b|(?<!(?:^|[.;!?]\\s+)(?:if|when|where|should)\\b[^.,;]{0,40}|\\b(?:whether|or|or by|has|have|includes?|lists?|shows?|between) )several|numerous|countless|dozens|hundreds of|thousands of|(?<!\\b(?:how|as) )many|various|too (?:many|much|few)|a (?:small|large|fair) (?:number|amount)",
  "most of (?!(?:the|its|their|all) \\d)|some (?:kind|sort|form|degree|extent|amount|people|experts|media|reports|sources|point)",
  // how near
  `(?:about|around|near|close to|almost|nearly|some) (?:${NUMBER}|${UNITS})|(?:almost|nearly) (?:all|every|certain|complete|finished|done|the same|as)|approximate(?:ly)?|approx\\.?|roughly|circa|or so\\b|or thereabouts|give or take|more or less|just (?:over|under|about|above|below)|well (?:over|above|below|under|beyond)|upwards of|north of [$€£]?\\d|in the (?:region|neighbou?rhood|vicinity|order|range) of (?:about|around|${NUMBER})|on the order of|somewhere (?:near|around|between)|\\d+-?ish|in the (?:low|mid|high)(?:-| )(?:\\d+s|single|double)`,
  "as good as|tantamount to|in all but name|in (?:the )?spirit\\b",
  // how likely, how certain
  "likely|unlikely|probabl[ey]|possibly|perhaps|presumably|conceivabl[ey]|arguabl[ey]|supposed(?:ly)?|alleged(?:ly)?|reported(?:ly)(?: |$)|seemingly|apparent(?:ly)?|evident(?:ly)?|obvious(?:ly)?|clearly|undoubtedly|unambiguous(?:ly)?|credibl[ey]|plausibl[ey]|conclusive(?:ly)?|definitive (?:evidence|proof|answer)|convincing(?:ly)?|compelling|beyond (?:reasonable )?doubt|is expected to|are expected to|rumou?rs?|insiders",
  // by whose standard
  "reasonabl[ey]|unreasonabl[ey]|reasonableness|adequate(?:ly)?|inadequate(?:ly)?|(?<!\\b(?:is|are|be|alone|itself) (?:not )?)(?:enough|sufficient|insufficient)|sufficiently|satisfactor(?:y|ily)|appropriate(?:ly)?|suitabl[ey]|acceptabl[ey]|properly|unusual(?:ly)?|abnormal(?:ly)?|extraordinar(?:y|ily)|exceptional(?:ly)?|impressive(?:ly)?|worthy|unfit|decent(?:ly)?|successful(?:ly)?|a (?:success|failure|hit|flop|disaster)|(?<!\\bmost )popular(?!(?: vote|ly elected))|famous|celebrit(?:y|ies)|well-?known|well-?received|good faith|best efforts?|common sense|subjective(?:ly)?|fair and|fair (?:trials?|elections?|deal|manner|way|process|price)|legitimate(?:ly)?|bona fide|genuine(?:ly)?|truly|really|viable|tangible|controversial|scandalous|influential|prominent(?:ly)?|crucial|vital|pivotal|historic(?! (?:data|price|value|record)s?)|unprecedented",
  "devastating|catastrophic|brutal|harsh(?:er)?|tough(?:er)?|lenient|fierce|heated|chaotic|messy|shocking|stunning|spectacular|amazing|incredibl[ey]|terribl[ey]|awful|horribl[ey]|excellent|outstanding (?:performance|season|results?|success)|superb|brilliant|mediocre|unbearabl[ey]|miserabl[ey]|unmistakabl[ey]|undeniabl[ey]|irrefutabl[ey]|overwhelmingly|flawless(?:ly)?|seamless(?:ly)?|aggressive(?:ly)?|cordial|constructive|fruitful|disastrous(?:ly)?|embarrassing(?:ly)?|humiliating|resounding|crushing|game-?changing|ground-?breaking|revolutionary|cutting-edge|state-of-the-art|world-class|human-?(?:like|level)|(?:high|low|top|good|poor)-quality|record-breaking|affordabl[ey]|cheap(?:ly)?|smooth(?:ly)?|peaceful(?:ly)?|lasting (?:peace|ceasefire|effects?|impact|damage|changes?|solution)|(?:high|top)-(?:ranking|level)|senior (?:officials?|figures?|leaders?|members?|aides?|politicians?|executives?|staff)|mainstream|outcry|outrage|backlash|flops?|flopped|dominates?|struggles|struggled|(?:plays?|works?|does|do|doing|going|goes|go|sells?|performs?|fares?|sleeps?|runs) (?:well|great|fine|badly|poorly)|than (?:usual|normal|expected|hoped)|as (?:expected|hoped)|(?:positive|negative|favou?rable|glowing) (?:terms|light|tone|reviews?|reception|response)|on end|symbolic(?:ally)?|dependable",
  "generally|commonly|usually|normally|typically|ordinarily|customarily|traditionally|conventionally|effectively|essentially|basically|virtually|practically|de facto|in (?:effect|practice|essence|principle|substance)|for all intents and purposes|on the whole|by and large|for the most part|to (?:some|a (?:large|great|certain|significant)) (?:extent|degree)",
  `reliably|(?:reliable|reputable|trustworthy|trusted|respected|authoritative|mainstream|leading|major|independent|multiple|established|prominent|top|top-?tier|(?:well|highly)[- ]?(?:regarded|respected|known)|(?:most|(?<!\\bhow )many|some|enough)) ${PUBLIC}`,
  "(?<!social )(?:media|press|news) (?:reports?|reporting|coverage|accounts|stories)|(?:reported|covered|confirmed|announced) (?:\\w+ )?(?:by|in) (?:the )?(?:news|media|press|newspapers)|the (?:press|media|news|newspapers|networks) (?:reports?|says?|calls?|agrees?|confirms?|announces?)",
  "by (?:most|all|many|several|some) accounts|(?:experts?|observers|analysts|commentators|economists|people|insiders|pundits|critics|historians|scientists) (?:agree|say|believe|think|consider|expect)|public opinion|(?:general|broad|scientific|media|expert|community|public|emerging) consensus|consensus (?:among|view|opinion)|the (?:public|community|world|market) (?:sees|agrees|considers|believes|thinks|feels|decides|votes)",
  "(?:is|are|was|were|be|been|being) (?:believed|thought|rumou?red|perceived|regarded|seen|viewed|understood|felt|hailed|recogni[sz]ed) (?:to|as|by)|considered (?:(?:\\w+ ){0,3}by (?:most|many|some|experts|economists|analysts|observers|the public|people)|a (?:success|failure|win|loss|victory|defeat))",
  "(?:a|an|any|the) (?:normal|average|typical|ordinary|regular|casual|sensible|impartial|neutral) (?:user|person|citizen|household|family|voter|observer|investor|consumer|player|human|reader|customer)(?! (?:income|size|spending|bill|debt|wealth))|(?:normal|ordinary|regular|everyday) (?:users|people|citizens|households|consumers)",
  "in the (?:opinion|view|judge?ment|eyes|estimation) of|in (?:my|our|his|her|their|the (?:creator|author|resolver|admin|moderator)(?:'s|’s)) (?:opinion|view|judge?ment)|(?:at|in|under) (?:the |my |our |its |his |her |their )?(?:\\w+(?:'s|’s)? )?(?:sole |own |absolute )?discretion|discretionary|as (?:I|we|the (?:creator|author|resolver|moderators?|admins?|community|judges?)) (?:see|deem|decide|determine|judge|think)s? (?:fit|it)?|(?:deemed|judged|determined|decided|considered|assessed) (?:\\w+ )?by (?:me|us|the (?:market(?:'s)? )?(?:creator|author|resolver|moderators?|admins?|community|proposer|public|majority)|a majority|common sense|someone|experts?|observers?)|as determined by (?!(?:the )?[A-Z])|(?:we|I) (?:(?:will|shall) )?(?:decide|determine|judge|consider|deem|think|believe|feel)|best judge?ment|(?:use|using|my|our) judge?ment|up to (?:me|us|the creator|the resolver)|(?:my|our|the (?:creator|resolver)['’]s) call|(?:I['’]m|I am|we['’]re|we are) (?:happy|satisfied|convinced|confident|sure)|case[- ]by[- ]case|(?:whatever|whoever|whichever|what|as) (?:seems|feels|looks)",
  // how long
  "(?<!\\bas )soon|as soon as (?:possible|practicable|it can)|sooner or later|shortly|promptly|quickly|swiftly|rapidly|speedily|imminent(?:ly)?|eventual(?:ly)?|before long|for (?:a while|some time|a long time|long enough|a sustained period|an extended period)|in due course|in good time|timely|without (?:undue |unreasonable )?delay|at some (?:point|stage)|in a while|sustained(?: period)?|prolonged|temporar(?:y|ily)|briefly|permanent(?: ceasefire| peace| deal)|(?:long|short|near|medium)[- ]?term(?! (?:unemployment|rates?|interest|bonds?|debt|care|capital|notes?|treasur\\w+|averages?|contracts?|loans?|borrowing|memory|storage|forecasts?))|regularly|frequently|(?<!\\b(?:how|as) )often|occasionally|repeatedly|consistently|constantly|rarely|seldom",
  // a change without a measure
  "(?:relations|tensions?|situation|conditions|ties|conflict|crisis|economy|sentiment|hostilities|violence|fighting|morale) (?:\\w+ ){0,2}(?:improv|worsen|deteriorat|escalat|de-?escalat|intensif|normali[sz]|stabili[sz]|subsid|recover|rebound)\\w*|tensions (?:ease|cool|rise|flare|mount)s?",
  "(?:surges|surged|soars|soared|plunges|plunged|plummets|plummeted|skyrockets|skyrocketed|tumbles|tumbled|slumps|slumped)(?! (?:by|at least|to|from|more|over|above|below|past|[$€£\\d]))",
  // what else
  "etc\\b|and so (?:on|forth)|and the like|or the like|or (?:something )?similar(?:ly)?|something similar|or equivalent|(?:or )?an equivalent (?:event|measure|action|step|announcement)|or comparable|(?:a|any) similar|similar to|comparable|among other things|inter alia|as (?:needed|necessary|required)|if (?:necessary|needed|possible|practicable|applicable)|where (?:appropriate|applicable|possible)|as the case may be|whichever (?:seems|makes)|such things|something like",
];

/** Names and technical terms that contain such a word, what is said in passing, and what says that size plays no part. */
const NAMES = new RegExp(
  [
    "sustained winds?|generally available|as many(?: as| or)|Major League|Soon(?:er| -)|(?:quite|very) (?:same|last|first)\\b|significant (?:figures?|digits?|wave)|statistically significant|Likely Voters?|Popular (?:Front|Party|Mobilization)|several (?:and joint|liability)|severe (?:thunderstorm|tropical|weather) (?:warnings?|watch(?:es)?|storm|outlook)|(?:low|high)-pressure|many-to-many|multiple sclerosis|Various Artists|Common Sense Media|material science|adequate yearly|extraordinary (?:general )?(?:meeting|session|rendition)|historic (?:site|district)|permanent (?:resident|representative|member)|temporary (?:workers?|protected)|near earth|Virtually Human|Reasonable Doubt|General Consensus|Normally Open|Great (?:Britain|Wall|Lakes)|significant\\.php",
    "[a-z]+ (?:winds?|heat|rain|snow|storm) (?:warnings?|watch(?:es)?|advisor(?:y|ies)|index)",
    "(?:commonly|generally|usually|popularly) (?:known|called|referred|abbreviated|used)",
    "(?:which|that|who) (?:is|are|was|were) (?:typically|usually|normally|generally|ordinarily|often)|(?:typically|usually|normally|generally|ordinarily) (?:scheduled|published|released|held|occurs?|takes? place|on|at|in|between)",
    "(?:even|however|whether|no matter|regardless)\\b(?: [\\w-]+){0,3}? (?:temporar\\w+|brief\\w*|partial\\w*|permanent\\w*|slight\\w*|short-lived|small|large|minor|major)",
    "\\((?:e\\.g\\.|such as|for example|for instance)[^)]*\\)",
  ].join("|"),
  "gi",
);

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
          wordsIn(text, VAGUE, NAMES)
            // in a case of several it is more than one, and a word alone is an outcome
            .filter((word) => path[0] !== "edgeCases" || (word.toLowerCase() !== "several" && word !== text.trim()))
            .map((word) => ({
              path,
              quote: word,
              message: `"${word}" can be read in more than one way`,
              suggestion: "Name a number, a document or a person whose word decides.",
            })),
        ),
  },
];
