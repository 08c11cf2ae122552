const list = (words: string) => new Set(words.split(' '));

/**
 * Function words by language, in English also the scaffolding of questions ("how do I"). They are
 * folded (no accents), and the same in the build and in queries.
 */
export const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
	en: list(
		'a an and any are aren as at be been being but by can could couldn did didn do does doesn ' +
			'doing don for from had has hasn have haven having how i if in into is isn it its me my no ' +
			'not of on or our should shouldn so some such than that the their them then there these they ' +
			'this those to too up us was wasn we were weren what when where which while who whom why ' +
			'will with won would wouldn you your'
	),
	da: list(
		'af at da de dem den der deres det dig din du efter eller en er et for fra han hun hvad hvis ' +
			'hvor hvordan i ikke jeg jo kan man med men mig min nar og om op os pa sa sig sin skal som ' +
			'til ud var ved vi vil'
	),
	de: list(
		'aber als am an auch auf aus bei bin bis da das dass dem den der des die doch du ein eine ' +
			'einem einen einer eines er es fur hat ich ihr im in ist ja kann man mein mit nach nicht noch ' +
			'nur oder ob sein sich sie sind so uber um und uns von vom war was welche wenn wer wie wird ' +
			'wo zu zum zur'
	),
	es: list(
		'a al ante como con cual cuando de del desde donde e el ella en entre era es esta este esto ' +
			'ha hasta hay la las le lo los mas me mi muy no o para pero por porque que quien se ser si ' +
			'sin sobre son su sus te tu un una uno y ya yo'
	),
	fi: list(
		'ei ett etta han he ja joka jos kanssa koska kuin kuinka kun me mika mina mita miten mutta ' +
			'ne nyt ole olen on ovat se sen sina sita tai tama tassa te tuo vai voi voin'
	),
	fr: list(
		'a ai au aux avec c ce ces cette comment d dans de des du elle en entre es est et eu faire fait ' +
			'il ils j je l la le les leur lui m ma mais me mes n ne nos notre nous on ont ou par pas peut ' +
			'plus pour qu quand que quel quelle qui s sa sans se ses si son sont sur t ta te tu un une vous y'
	),
	it: list(
		'a ad ai al alla alle anche che chi ci come con cosa cui da dal dalla de dei del della delle ' +
			'dell di do e ed gli ha ho i il in io l la le lo ma mi ne nel nella nell non o per perche piu ' +
			'quale quando se si sono su sul sulla suo tra un una uno'
	),
	nl: list(
		'aan als bij dan dat de den der deze die dit door dus een en er haar had heeft het hij hoe hun ' +
			'ik in is je kan kunnen maar me met mijn naar niet nog of om onder ook op over te toch tot u ' +
			'uit van voor waar wat we wel wie wordt ze zich zij zijn zo'
	),
	no: list(
		'a at av da de den der det du eller en er et for fra ha han har hun hva hvem hvis hvor hvordan i ' +
			'ikke ja jeg kan man med men meg min nar og om opp oss pa seg sin skal som ta til ut var ved vi vil'
	),
	pt: list(
		'a ao aos as ate com como da das de dela dele do dos e ela ele em entre era essa esse esta este ' +
			'eu foi ha isso ja la lhe mais mas me meu muito na nas nem no nos o os ou para pela pelo por ' +
			'porque qual quando que quem se sem ser seu so sua tem um uma'
	),
	ru: list(
		'а без бы был была были было быть в во вот вы да для до его ее если есть еще же за и из или им ' +
			'их к как ко когда кто ли мне мы на над не него нет но о об он она они от по под при с со так ' +
			'также там то того тоже только ты у уже чем что чтобы эта это этот я'
	),
	sv: list(
		'alla ar att av da de dem den det du eller en er ett for fran han har hon hur i icke inte jag kan ' +
			'man med men mig min nar ni och om oss pa sa sig sin ska som till upp ut vad var vem vi vid vill'
	)
};
