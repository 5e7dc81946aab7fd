"""Words that mean the same in English, German, French, Spanish, Italian, Portuguese and Dutch.

They are written without accents, in lower case, with a semicolon between two.
"""

from __future__ import annotations

HEADERS = {
    "id": """
        id; record id; call id; activity id; task id; event id; uid; uuid; guid; kennung;
        identifiant; identificador; identificativo; identificatie; vorgangsnummer
    """,
    "at": """
        date; day; datum; tag; fecha; dia; data; giorno; dag; jour; when; wann; quand; cuando;
        quando; wanneer; timestamp; zeitstempel; horodatage; activity date; call date; date of
        call; datetime; date time; date heure; fecha y hora; data e ora; data e hora; datum tijd;
        logged; logged at; anrufdatum; kontaktdatum; gesprachsdatum; date d appel; fecha de
        llamada; data chiamata; data da chamada; gespreksdatum; termindatum
    """,
    "completed": """
        completed; completed at; done time; marked as done time; marked as done;
        completed date; completed on; done at; done on; held at;
        erledigt; erledigt am; abgeschlossen am; termine; termine le; effectue le; terminado;
        completado; completato; concluido; voltooid; voltooid op; afgerond
    """,
    "start": """
        start; started; started at; start time; start date; begin; beginn; begonnen; startzeit;
        debut; inicio; inizio; aanvang; gestart; call time; time of call; scheduled at; scheduled
        for; meeting date; meeting start time
    """,
    "created": """
        created; created at; created date; create date; created on; creation date; date created;
        date added; erstellt; erstellt am; angelegt; angelegt am; erstelldatum; erstellungsdatum;
        cree le; date de creation; creado; fecha de creacion; creato; data creazione; data di
        creazione; criado; criado em; data de criacao; aangemaakt; aangemaakt op; aanmaakdatum
    """,
    "due": """
        due; due date; due on; deadline; fallig; fallig am; falligkeit; falligkeitsdatum; frist;
        wiedervorlage; echeance; date d echeance; vencimiento; fecha de vencimiento; scadenza;
        data di scadenza; vencimento; data de vencimento; vervaldatum; follow up date; next step
        date; next contact
    """,
    "time": """
        time; clock; uhrzeit; zeit; heure; hora; ora; orario; tijd; start time; call time;
        startzeit
    """,
    "zone": """
        time zone; timezone; zeitzone; fuseau horaire; zona horaria; fuso orario; fuso horario;
        tijdzone
    """,
    "kind": """
        type; kind; activity; activity type; task type; category; art; typ; aktivitat;
        aktivitatsart; aktivitatstyp; kategorie; tatigkeit; kontaktart; type d activite; activite;
        categorie; tipo; tipo de actividad; actividad; categoria; tipo di attivita; attivita; tipo
        de atividade; atividade; soort; activiteit; action; aktion; accion; azione; acao; actie;
        channel; kanal; canal; canale; kanaal; medium; subtype; task subtype
    """,
    "outcome": """
        outcome; result; call result; disposition; call disposition; call outcome; ergebnis;
        resultat; anrufergebnis; gesprachsergebnis; ausgang; resultado; disposicion; resultado de
        llamada; esito; risultato; resultaat; uitkomst; answer; answered; reached
    """,
    "status": """
        status; state; done; erledigt; stage; zustand; statut; etat; estado; stato; situacao; fase
    """,
    "direction": """
        direction; call direction; call type; inbound outbound; richtung; anrufrichtung; sens;
        direccion; direzione; direcao; richting
    """,
    "account": """
        account; account name; company; company name; organization; organisation; customer;
        client; firm; business; related to; prospect; firma; firmenname; unternehmen; kunde;
        kundenname; konto; entreprise; societe; compte; nom de l entreprise; empresa; compania;
        cliente; cuenta; organizacion; azienda; societa; ragione sociale; conta; organizacao;
        bedrijf; bedrijfsnaam; klant; klantnaam; organisatie; associated company
    """,
    "contact": """
        contact; contact name; contact person; name; full name; person; lead; lead name; attendee;
        callee; called party; ansprechpartner; ansprechpartnerin; kontakt; kontaktperson;
        kontaktname; nom; nom complet; personne; interlocuteur; contacto; nombre; nombre completo;
        persona de contacto; nome; contatto; referente; nome completo; contato; pessoa;
        contactpersoon; naam; associated contact
    """,
    "first": """
        first name; firstname; given name; vorname; prenom; primer nombre; primeiro nome; voornaam
    """,
    "last": """
        last name; lastname; surname; family name; nachname; familienname; nom de famille;
        apellido; apellidos; cognome; sobrenome; apelido; achternaam
    """,
    "minutes": """
        duration; minutes; min; mins; length; talk time; call duration; call length; duration
        minutes; duration seconds; seconds; secs; sec; hours; time spent; billsec; dauer;
        gesprachsdauer; anrufdauer; minuten; sekunden; stunden; lange; duree; duree d appel;
        secondes; heures; duracion; minutos; segundos; horas; durata; minuti; secondi; duracao;
        duur; gespreksduur; seconden; uren; duration in minutes; duration in seconds
    """,
    "count": """
        count; quantity; qty; how many; number of calls; dials; calls; anzahl; menge; nombre d
        appels; quantite; cantidad; numero de llamadas; quantita; quantidade; aantal
    """,
    "subject": """
        subject; title; topic; regarding; betreff; titel; thema; objet; sujet; titre; asunto;
        titulo; tema; oggetto; titolo; assunto; onderwerp; activity name; call title
    """,
    "note": """
        note; notes; comment; comments; description; remark; remarks; body; details; summary;
        message; memo; text; call notes; notiz; notizen; bemerkung; bemerkungen; kommentar;
        kommentare; beschreibung; anmerkung; anmerkungen; inhalt; gesprachsnotiz; remarque;
        remarques; commentaire; commentaires; nota; notas; comentario; comentarios; observaciones;
        descripcion; commento; commenti; descrizione; observacoes; descricao; notitie; notities;
        opmerking; opmerkingen; omschrijving; toelichting
    """,
    "value": """
        value; amount; deal value; deal amount; revenue; price; betrag; wert; umsatz;
        auftragswert; montant; valeur; importe; monto; valor; importo; valore; bedrag; waarde;
        omzet
    """,
    "source": """
        source; lead source; quelle; leadquelle; herkunft; provenance; origine; fuente; origen;
        fonte; provenienza; origem; bron; herkomst
    """,
    "persona": """
        persona; buyer persona; job title; role; rolle; funktion; fonction; poste; cargo; puesto;
        ruolo; funcao; functie
    """,
    "tags": """
        tags; tag; labels; label; keywords; schlagworte; schlagworter; etiquettes; etiquetas;
        etichette; trefwoorden
    """,
    "next": """
        next step; next steps; next action; nachster schritt; nachste schritte; nachste aktion;
        prochaine etape; prochaine action; proximo paso; proxima accion; prossimo passo; prossima
        azione; proximo passo; volgende stap; volgende actie
    """,
    "email": """
        email; e mail; email address; mail; correo; correo electronico; courriel; e mailadres
    """,
    "owner": """
        owner; assigned to; user; rep; agent; created by; besitzer; verantwortlich; zustandig;
        mitarbeiter; bearbeiter; responsable; proprietaire; asignado a; propietario; proprietario;
        responsabile; responsavel; eigenaar; toegewezen aan
    """,
}
"""What columns are called, by the part that a column can have."""

KINDS = (
    """
        call; calls; phone; phone call; telephone; dial; cold call; outbound call; anruf; anrufe;
        telefonat; telefon; telefonisch; appel; appels; appel telephonique; llamada; llamadas;
        telefonata; chiamata; chiamate; ligacao; chamada; telefonema; telefoongesprek; gesprek;
        belletje; call connected
    """,
    """
        email; e mail; emails; mail; correo; correo electronico; courriel; mails
    """,
    """
        meeting; meetings; appointment; demo; demonstration; termin; termine; besprechung;
        treffen; rendez vous; rdv; reunion; reuniones; cita; visioconference; incontro; riunione;
        appuntamento; reuniao; encontro; afspraak; vergadering; bespreking; meeting held
    """,
    """
        linkedin; linkedin message; inmail; social; social media
    """,
    """
        visit; site visit; visits; besuch; kundenbesuch; visite; visita; bezoek; klantbezoek
    """,
    """
        proposal; quote; offer; quotation; angebot; devis; offre; propuesta; presupuesto; oferta;
        cotizacion; preventivo; offerta; proposta; orcamento; offerte
    """,
    """
        follow up; followup; nachfassen; wiedervorlage; relance; suivi; seguimiento; sollecito;
        acompanhamento; opvolging
    """,
)
"""Names of one sort of activity in each."""

OUTCOMES = (
    """
        connected; reached; spoke; spoken; answered; accepted; call connected; contacted;
        erreicht; gesprochen; beantwortet; joint; contacte; repondu; contactado; conectado;
        contestada; contestado; risposto; raggiunto; contattato; atendida; atendeu; bereikt;
        gesproken; beantwoord
    """,
    """
        voicemail; voice mail; left message; left voicemail; left voice mail; left live message;
        vm left; vm answer; mailbox; anrufbeantworter; auf mailbox gesprochen; messagerie;
        repondeur; buzon de voz; buzon; segreteria; segreteria telefonica; correio de voz; caixa
        postal; voicemail ingesproken
    """,
    """
        no answer; not answered; unanswered; not reached; no reply; missed; busy; abandoned;
        rejected; wrong number; hang up; nicht erreicht; keine antwort; besetzt; niemand erreicht;
        pas de reponse; sans reponse; injoignable; occupe; sin respuesta; no contesta; no
        contesto; ocupado; nessuna risposta; non risponde; occupato; sem resposta; nao atende; nao
        atendeu; geen antwoord; geen gehoor; niet bereikt; in gesprek
    """,
    """
        not interested; no interest; kein interesse; nicht interessiert; pas interesse; no
        interesado; sin interes; non interessato; sem interesse; nao interessado; geen interesse
    """,
    """
        call back; callback; call back later; ruckruf; wieder anrufen; a rappeler; rappeler;
        volver a llamar; devolver llamada; richiamare; retornar; ligar depois; terugbellen
    """,
    """
        no show; nicht erschienen; absent; absence; no asistio; no presentado; non presentato;
        assente; nao compareceu; niet verschenen
    """,
    """
        cancelled; canceled; abgesagt; storniert; annule; cancelado; cancelada; annullato;
        geannuleerd; afgezegd
    """,
    """
        rescheduled; moved; verschoben; reporte; reprogramado; reprogramada; rinviato;
        riprogrammato; reagendado; remarcado; verzet; verplaatst
    """,
    """
        replied; reply; answer received; geantwortet; antwort erhalten; respondido; respuesta;
        beantwortet per mail
    """,
)
"""Names of one way to end in each."""

INBOUND = """
        inbound; incoming; in; received; eingehend; eingehender anruf; entrant; recu; entrante;
        in entrata; entrada; recebida; recibida; inkomend
    """
OUTBOUND = """
        outbound; outgoing; out; internal; ausgehend; ausgehender anruf; intern; sortant; emis;
        saliente; in uscita; uscente; saida; realizada; efetuada; uitgaand; uitgehend
    """
"""Which way a call went."""

DONE = """
        done; completed; complete; closed; held; finished; erledigt; abgeschlossen; fertig;
        durchgefuhrt; termine; terminee; effectue; effectuee; fait; terminado; completado; hecho;
        realizado; cerrado; completato; completata; concluso; fatto; concluido; concluida; feito;
        voltooid; afgerond; gedaan
    """
"""What a task is called that is done."""


def phrases(text: str) -> list[str]:
    """Return the phrases of one of these texts."""
    return [" ".join(phrase.split()) for phrase in text.split(";")]
